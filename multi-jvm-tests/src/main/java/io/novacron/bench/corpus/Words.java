package io.novacron.bench.corpus;

import java.nio.charset.StandardCharsets;

/** Text of a language that nobody speaks: few words are frequent, most are rare. */
final class Words {
  private static final String[] SYLLABLES = {
    "ar", "be", "con", "da", "el", "fi", "gra", "hom", "in", "ju", "kel", "lo", "ment", "no", "or",
    "pre", "qua", "re", "sta", "ti", "un", "ver", "wen", "xi", "yl", "zo"
  };
  private static final String[] ALL = vocabulary(4000);

  private Words() {}

  private static String[] vocabulary(int size) {
    var chance = new Chance(4711);
    String[] words = new String[size];
    for (int i = 0; i < size; i++) {
      var word = new StringBuilder();
      for (int left = 1 + chance.below(2 + i / 1500); left >= 0; left--) {
        word.append(SYLLABLES[chance.below(SYLLABLES.length)]);
      }
      words[i] = word.toString();
    }
    return words;
  }

  static String one(Chance chance) {
    return ALL[chance.small(ALL.length)];
  }

  static String some(Chance chance, int count) {
    var text = new StringBuilder(one(chance));
    for (int i = 1; i < count; i++) {
      text.append(' ').append(one(chance));
    }
    return text.toString();
  }

  /** A line of a log, at a time. */
  static String line(Chance chance, long millis) {
    return millis
        + (chance.oneIn(20) ? " WARN " : " INFO ")
        + "node-"
        + chance.below(40)
        + " "
        + some(chance, 1 + chance.below(3))
        + " vm="
        + chance.below(5000)
        + " took="
        + chance.below(90_000)
        + "us\n";
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
