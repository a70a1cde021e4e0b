package io.novacron.client.picture;

import java.util.Locale;

/** Forms and colours of a boot's picture, and what they mean. */
final class BootLegend {
  static final String WORK = "#0072b2";
  static final String CRITICAL = "#d55e00";
  static final String NEED = "#777777";
  static final String PLACE = "url(#place)";
  static final String REST = "#ffffff";
  static final String FAILED = "url(#failed)";

  private final Svg svg;
  private int x;

  BootLegend(Svg svg, int x) {
    this.svg = svg;
    this.x = x;
  }

  /** White needs a border, and so does what is hatched. */
  static String stroke(String fill) {
    return switch (fill) {
      case WORK, CRITICAL -> fill;
      case FAILED -> "#1a1a1a";
      case PLACE -> "#8a5a00";
      default -> NEED;
    };
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f s", seconds);
  }

  static void patterns(Svg svg) {
    svg.open("defs");
    hatched(svg, "place", "#e69f00", "M0 6 L6 0");
    hatched(svg, "failed", "#1a1a1a", "M0 0 L6 6 M0 6 L6 0");
    svg.close("defs");
  }

  private static void hatched(Svg svg, String id, String colour, String lines) {
    svg.open("pattern", "id", id, "width", 6, "height", 6, "patternUnits", "userSpaceOnUse");
    svg.empty("rect", "width", 6, "height", 6, "fill", "#ffffff");
    svg.empty("path", "d", lines, "stroke", colour, "stroke-width", 1.5);
    svg.close("pattern");
  }

  void draw(int y, boolean planned) {
    svg.empty(
        "line", "x1", x, "x2", x + 18, "y1", y, "y2", y, "stroke", NEED, "stroke-dasharray", "2 4");
    said("waits for what it needs", y);
    box(PLACE, "waits for a place", y);
    box(WORK, "works", y);
    box(CRITICAL, "works, on the critical path (\u25c6)", y);
    if (!planned) {
      box(FAILED, "attempt that failed", y);
      box(REST, "rests before the next", y);
    }
  }

  private void box(String fill, String meaning, int y) {
    svg.empty(
        "rect",
        "x",
        x,
        "y",
        y - 6,
        "width",
        18,
        "height",
        12,
        "fill",
        fill,
        "stroke",
        stroke(fill));
    said(meaning, y);
  }

  private void said(String meaning, int y) {
    svg.leaf("text", meaning, "x", x + 24, "y", y + 4, "class", "small");
    x += 38 + meaning.length() * 6;
  }
}
