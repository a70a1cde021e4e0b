package io.novacron.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what happens: whole lines for everybody, and a line that is overwritten on a terminal. */
final class Narrator {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private final List<String> told = new ArrayList<>();
  private boolean overwriting;

  Narrator(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A line of its own, with the time since the demo began. */
  void say(String line) {
    double seconds = (System.nanoTime() - began) / (double) NANOS_PER_SECOND;
    print(String.format(Locale.ROOT, "%6.1fs  ", seconds) + line);
  }

  /** A line without a time, as it is. */
  void print(String line) {
    endProgress();
    told.add(line);
    out.println(line);
    out.flush();
  }

  /** All lines so far, but for those that were overwritten. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** How far something is: overwritten on a terminal, a line each elsewhere. */
  void progress(String line) {
    if (terminal) {
      out.print("\r\033[K         " + line);
      overwriting = true;
      out.flush();
    } else {
      print("         " + line);
    }
  }

  private void endProgress() {
    if (overwriting) {
      out.println();
      overwriting = false;
    }
  }

  /** {@code 12.3 MiB}. */
  static String bytes(long bytes) {
    if (bytes < 1L << 20) {
      return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }

  /** {@code 4.2 s}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
