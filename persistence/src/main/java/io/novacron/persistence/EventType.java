package io.novacron.persistence;

import java.util.List;

/**
 * One type of event or snapshot, as the journal knows it.
 *
 * @param kind its name in the journal, such as {@code vm.started}; lower case, never changed
 * @param type its record today, which may be renamed and moved at will
 * @param upcasters the first brings version 1 to version 2, and so on up to today's
 */
public record EventType(String kind, Class<?> type, List<Upcaster> upcasters) {
  private static final String KIND = "[a-z0-9]+([.-][a-z0-9]+)*";

  public EventType {
    if (!kind.matches(KIND)) {
      throw new IllegalArgumentException(
          "a kind is words in lower case, joined by . or -: " + kind);
    }
    upcasters = List.copyOf(upcasters);
  }

  /** Today's version, from 1. */
  public int version() {
    return upcasters.size() + 1;
  }

  /** What the journal keeps beside the bytes: {@code <kind>:<version>}. */
  public String manifest() {
    return kind + ":" + version();
  }
}
