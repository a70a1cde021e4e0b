package io.novacron.hypervisor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A driver could not do what was asked; {@link #kind} says what the caller may do about it. */
public final class HypervisorException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** What went wrong, in terms of what to do next. */
  public enum Kind {
    /** The hypervisor is not installed or does not work here. */
    UNAVAILABLE,
    /** The spec cannot be run here as it is: an image is missing, a machine type unknown. */
    INVALID_SPEC,
    /** The VM already has a guest on this host. */
    GUEST_EXISTS,
    /** The guest is gone. */
    GUEST_GONE,
    /** The verb does not fit the guest's state. */
    WRONG_STATE,
    /** The hypervisor did not answer in time: what it did is not known. */
    TIMED_OUT,
    /** Anything else the hypervisor complained of. */
    FAILED
  }

  private final Kind kind;

  public HypervisorException(Kind kind, String message) {
    this(kind, message, null);
  }

  public HypervisorException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
