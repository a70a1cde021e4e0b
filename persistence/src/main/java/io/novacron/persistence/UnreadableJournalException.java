package io.novacron.persistence;

import org.jspecify.annotations.Nullable;

/** What the journal holds cannot be read. To try again does not help. */
public sealed class UnreadableJournalException extends RuntimeException
    permits UnknownEventException {
  private static final long serialVersionUID = 1L;

  private final String manifest;

  UnreadableJournalException(String manifest, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.manifest = manifest;
  }

  /** What could not be read: {@code <kind>:<version>}. */
  public String manifest() {
    return manifest;
  }
}
