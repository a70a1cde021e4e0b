package io.novacron.dwcp.hde;

import java.util.List;
import java.util.Locale;

/**
 * What settles a page, cheapest first. Each is asked only for what those before it left over.
 *
 * @see Ledger
 */
public enum Level {
  /** As it is at that address in the base: nothing is sent. */
  SAME(0),
  /** Nothing but zeros: nothing is sent. */
  ZERO(1),
  /** The same page is elsewhere in the base, or came earlier in this image: its number is sent. */
  COPY(2),
  /** Few bytes differ from the base at that address: those are sent. */
  DELTA(3),
  /** Pieces of it are elsewhere in the base, at any byte: by how much each has moved is sent. */
  SIMILAR(4),
  /** Nothing like it was found; compressed, against parts of the base if some looked related. */
  LITERAL(5),
  /** Looks like noise, and a sample of such pages did not compress: sent as it is. */
  RAW(6);

  private static final Level[] ALL = values();
  private static final List<Level> LIST = List.of(ALL);

  private final int code;
  private final String word = name().toLowerCase(Locale.ROOT);

  Level(int code) {
    this.code = code;
  }

  /** As users read it. */
  String word() {
    return word;
  }

  /** As it is written; counted from 0 without a gap. */
  int code() {
    return code;
  }

  static List<Level> all() {
    return LIST;
  }

  static int count() {
    return ALL.length;
  }

  static Level of(int number) throws MalformedPayloadException {
    if (number >= ALL.length) {
      throw new MalformedPayloadException("there is no level " + number);
    }
    return ALL[number];
  }
}
