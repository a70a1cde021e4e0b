package io.novacron.dwcp.transfer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A transfer did not come to its end; the message says why in a sentence. */
public final class TransferException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Whose doing it was. */
  public enum Kind {
    /** The receiver does not know the transfer, the ticket is wrong, or another sender has it. */
    REFUSED,
    /** Somebody on this side did not want it any more. */
    CANCELLED,
    /** The other side gave up; its reason is in the message. */
    PEER,
    /**
     * No connection, no sign of life or no byte delivered for too long. A sender whose last frame
     * is out cannot know whether everything arrived nevertheless.
     */
    SILENT,
    /** Reading from the source failed. */
    SOURCE,
    /** Writing into the sink failed. */
    SINK,
    /** What came is not what was sent. */
    CORRUPT
  }

  private final Kind kind;

  TransferException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Whose doing it was. */
  public Kind kind() {
    return kind;
  }
}
