package io.novacron.control;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which of the known words was meant by a mistyped one. */
public final class Nearest {
  private static final int MAX_LENGTH = 64;

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

  /** {@code ; did you mean 'cpus'?} or nothing. */
  public static String hint(String word, Collection<String> known) {
    return of(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** Levenshtein's, whatever the case. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      previous = row(Character.toLowerCase(a.charAt(i - 1)), i, b, previous);
    }
    return previous[b.length()];
  }

  private static int[] row(char letter, int i, String b, int[] previous) {
    int[] row = new int[b.length() + 1];
    row[0] = i;
    for (int j = 1; j <= b.length(); j++) {
      int replaced = previous[j - 1] + (letter == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
    }
    return row;
  }
}
