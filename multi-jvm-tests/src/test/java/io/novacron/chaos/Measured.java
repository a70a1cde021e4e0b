package io.novacron.chaos;

import java.util.Locale;

/** Words for times, in seconds. */
final class Measured {
  private Measured() {}

  /** As in the table. */
  static String seconds(double measured) {
    return String.format(Locale.ROOT, measured < 0.1 ? "%.2f s" : "%.1f s", measured);
  }

  /** Of what it cannot do without. */
  static String noticed(double after) {
    return "not until it is back; noticed after " + seconds(after);
  }

  /** Of what it can do without. */
  static String allAlong(double noticed, Sight seen) {
    return "all along (slowest answer "
        + seconds(seen.slowest())
        + "); noticed after "
        + seconds(noticed);
  }
}
