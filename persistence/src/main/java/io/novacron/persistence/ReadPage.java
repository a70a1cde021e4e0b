package io.novacron.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param next what to ask for the next part {@code after}; empty on the last one
 */
public record ReadPage<T>(List<T> rows, Optional<String> next) {
  /** The longest page. */
  public static final int MAX_LIMIT = 500;

  public ReadPage {
    rows = List.copyOf(rows);
  }

  /** The page of at most {@code limit} of {@code rows}; one more says that there is a next page. */
  static <T> ReadPage<T> of(List<T> rows, int limit, Function<T, String> key) {
    if (rows.size() <= limit) {
      return new ReadPage<>(rows, Optional.empty());
    }
    List<T> shown = rows.subList(0, limit);
    return new ReadPage<>(shown, Optional.of(key.apply(shown.getLast())));
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " rows, not " + limit);
    }
  }
}
