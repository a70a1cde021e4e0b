package io.novacron.client.picture;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a time is in the picture, in pixels.
 *
 * @param left where the boot begins
 * @param seconds that the picture shows
 */
record BootScale(int left, double seconds) {
  /** Of all the time that is shown. */
  static final int BARS = 620;

  private static final int NOTES = 316;
  private static final double LETTER = 7.2;
  private static final double LEAST_SECONDS = 1e-3;
  private static final int MOST_TICKS = 9;

  static BootScale of(BootResource boot) {
    int longest = boot.components().stream().mapToInt(c -> c.name().length()).max().orElse(0);
    double last = boot.components().stream().mapToDouble(BootScale::end).max().orElse(0);
    return new BootScale(
        Math.max(130, (int) (longest * LETTER) + 56),
        Math.max(LEAST_SECONDS, Math.max(boot.totalSeconds(), last)));
  }

  /** When it was settled, or what is known of one that is not. */
  static double end(BootComponentResource component) {
    Double end = component.endSeconds();
    if (end != null) {
      return end;
    }
    Double begin = component.beginSeconds();
    return begin == null ? 0 : begin + component.workSeconds();
  }

  double x(double atSeconds) {
    return left + wide(atSeconds);
  }

  double wide(double forSeconds) {
    return forSeconds / seconds * BARS;
  }

  int notes() {
    return left + BARS + 12;
  }

  int width() {
    return left + BARS + NOTES;
  }

  /** Round times: 1, 2 or 5 of a power of ten apart. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    double step = step();
    for (int i = 0; i * step <= seconds * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  String label(double atSeconds) {
    int digits = Math.max(0, (int) Math.ceil(-Math.log10(step()) - 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f s", atSeconds);
  }

  private double step() {
    double power = Math.pow(10, Math.floor(Math.log10(seconds / MOST_TICKS)));
    for (int factor : new int[] {1, 2, 5}) {
      if (seconds / (factor * power) <= MOST_TICKS) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
