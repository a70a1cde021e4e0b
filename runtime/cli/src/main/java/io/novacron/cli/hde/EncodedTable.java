package io.novacron.cli.hde;

import io.novacron.dwcp.hde.Ledger;
import io.novacron.dwcp.hde.Level;
import java.util.Locale;

/** The ledger for people: a line for each level. */
final class EncodedTable {
  private EncodedTable() {}

  static String text(Encoded encoded) {
    Ledger ledger = encoded.ledger();
    var text = new StringBuilder();
    text.append(String.format("%-9s %16s %16s %9s%n", "level", "bytes", "sent", "CPU s"));
    for (Level level : Level.values()) {
      String name = level.name().toLowerCase(Locale.ROOT);
      append(text, name, ledger.in(level), ledger.out(level), ledger.cpuNanos(level));
    }
    append(text, "framing", 0, ledger.framing(), 0);
    append(text, "digest", 0, 0, ledger.digestNanos());
    append(text, "all", encoded.bytes(), ledger.sent(), encoded.cpuNanos());
    return text.append(ratios(encoded)).toString();
  }

  private static void append(StringBuilder text, String name, long in, long out, long nanos) {
    text.append(
        String.format(
            Locale.ROOT, "%-9s %16s %16s %9.3f%n", name, count(in), count(out), nanos / 1e9));
  }

  private static String count(long bytes) {
    return String.format(Locale.ROOT, "%,d", bytes);
  }

  private static String ratios(Encoded encoded) {
    long sent = encoded.ledger().sent();
    return String.format(
        Locale.ROOT,
        "image ratio %.2f, payload ratio %.2f (what is neither zero nor unchanged)",
        Encoded.ratio(encoded.bytes(), sent),
        Encoded.ratio(encoded.payload(), sent));
  }
}
