package io.novacron.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the known words was meant by a mistyped one. */
public final class Nearest {
  private static final int MAX_LENGTH = 64;
  private static final int SLIP = 2;

  private Nearest() {}

  /** The known word that is most like {@code word}; empty when none is near. */
  public static Optional<String> of(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= 1 + candidate.length() / 4)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** As {@link #of}, but only one that differs by a slip: up to two letters. */
  static Optional<String> close(String word, Collection<String> known) {
    return of(word, known).filter(near -> distance(word, near) <= SLIP);
  }

  /** {@code ; did you mean 'cpus'?} or nothing. */
  public static String hint(String word, Collection<String> known) {
    return of(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** After Levenshtein (1966), one row at a time, whatever the case. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
