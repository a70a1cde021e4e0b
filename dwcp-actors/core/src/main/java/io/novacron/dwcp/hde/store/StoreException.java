package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.io.Serial;

/** The store cannot do it. Whoever wanted a base sends everything instead. */
public final class StoreException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /** What a caller can tell apart. */
  public enum Kind {
    /** Somebody else uses the folder. */
    LOCKED,
    /** Neither the bound nor the disk has room. */
    FULL,
    /** What was kept is not what is there; it is gone from the store. */
    CORRUPT,
    /** A later release has written it. */
    FOREIGN_VERSION,
    /** There is no such image, or no longer. */
    UNKNOWN,
    /** The disk, or the folder, does not do what it should. */
    IO
  }

  private final Kind kind;

  StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }
}
