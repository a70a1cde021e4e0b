package io.novacron.persistence;

/** The journal holds something that this version of NovaCron has no name for. */
public final class UnknownEventException extends UnreadableJournalException {
  private static final long serialVersionUID = 1L;

  UnknownEventException(String manifest, String known) {
    super(
        manifest,
        "the journal holds an event '"
            + manifest
            + "' that this version does not know ("
            + known
            + "). Run the version that wrote it, or a newer one",
        null);
  }
}
