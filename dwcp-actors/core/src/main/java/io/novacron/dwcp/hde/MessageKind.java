package io.novacron.dwcp.hde;

/** What a message is encoded against. */
enum MessageKind {
  /** As it is. */
  STORED(0, false),
  /** Compressed by itself. */
  PLAIN(1, false),
  /** Compressed against a dictionary. */
  TRAINED(2, true),
  /** As the version before. */
  SAME(3, false),
  /** Compressed against the version before. */
  CHANGED(4, false),
  /** As {@link #CHANGED}, with the tables of a dictionary. */
  CHANGED_TRAINED(5, true);

  static final int BITS = 3;
  static final int MASK = (1 << BITS) - 1;

  private static final MessageKind[] ALL = values();

  private final int code;
  private final boolean dictionary;

  MessageKind(int code, boolean dictionary) {
    this.code = code;
    this.dictionary = dictionary;
  }

  /** As it is written; counted from 0 without a gap. */
  int code() {
    return code;
  }

  boolean needsDictionary() {
    return dictionary;
  }

  static MessageKind of(int code) throws MalformedPayloadException {
    if (code >= ALL.length) {
      throw new MalformedPayloadException("there is no kind of message " + code);
    }
    return ALL[code];
  }
}
