package io.novacron.init;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a mistyped name was probably meant to be. */
final class Likeness {
  /** Of the longer name's letters, how many may differ. */
  private static final double AT_MOST = 0.4;

  private Likeness() {}

  /** Of {@code names} the one most like {@code name}; empty when none is much like it. */
  static String nearest(String name, Collection<String> names) {
    return names.stream()
        .filter(other -> distance(name, other) <= AT_MOST * Math.max(name.length(), other.length()))
        .min(Comparator.comparingInt(other -> distance(name, other)))
        .orElse("");
  }

  /** After Levenshtein (1966), one row at a time. */
  private static int distance(String a, String b) {
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
