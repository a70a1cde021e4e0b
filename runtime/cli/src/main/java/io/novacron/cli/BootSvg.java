package io.novacron.cli;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The waterfall of a boot as a picture that a browser opens by itself: a row for each component, an
 * outline for the time in which it waited for a place, a filled bar from its begin to its end. What
 * is on the critical path has a mark besides its colour.
 */
final class BootSvg {
  private static final int LABEL = 190;
  private static final int CHART = 760;
  private static final int RIGHT = 110;
  private static final int ROW = 24;
  private static final int HEAD = 74;
  private static final int BAR = 14;

  /** Of Okabe and Ito's palette, which the colour-blind tell apart. */
  private static final String PLAIN = "#56B4E9";

  private static final String CRITICAL = "#D55E00";
  private static final String MISSING = "#999999";

  private final BootResource boot;
  private final double pixelsPerSecond;

  private BootSvg(BootResource boot) {
    this.boot = boot;
    this.pixelsPerSecond = CHART / Math.max(boot.totalSeconds(), 1e-3);
  }

  static String of(BootResource boot) {
    return new BootSvg(boot).draw();
  }

  private String draw() {
    List<BootComponentResource> rows = boot.components();
    int height = HEAD + ROW * rows.size() + 16;
    var svg = new StringBuilder();
    svg.append(head(height));
    IntStream.range(0, rows.size()).forEach(i -> svg.append(row(rows.get(i), HEAD + i * ROW)));
    return svg.append("</svg>\n").toString();
  }

  private String head(int height) {
    int width = LABEL + CHART + RIGHT;
    String sentence =
        format(
            "%s: %.2f s; one by one the work would take %.2f s; critical path %.2f s: %s",
            boot.node(),
            boot.totalSeconds(),
            boot.sequentialSeconds(),
            boot.criticalSeconds(),
            String.join(" > ", boot.criticalPath()));
    return format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d"
                + " %d\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n",
            width, height, width, height)
        + "<title>Boot of "
        + escape(boot.node())
        + "</title>\n"
        + "<desc>"
        + escape(sentence)
        + "</desc>\n"
        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + text(12, 22, "#111111", "bold", escape(sentence))
        + legend()
        + axis(height);
  }

  private static String legend() {
    return bar(12, 34, 26, PLAIN)
        + text(44, 45, "#333333", "normal", "works")
        + bar(96, 34, 26, CRITICAL)
        + text(128, 45, "#333333", "normal", "works, on the critical path (*)")
        + outline(316, 34, 26)
        + text(348, 45, "#333333", "normal", "waits for a place")
        + bar(460, 34, 26, MISSING)
        + text(492, 45, "#333333", "normal", "not up");
  }

  /** Five marks, whatever the scale. */
  private String axis(int height) {
    var lines = new StringBuilder();
    for (int i = 0; i <= 4; i++) {
      int x = LABEL + CHART * i / 4;
      lines.append(
          format(
              "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#dddddd\"/>\n",
              x, HEAD - 6, x, height - 10));
      lines.append(
          text(
              x + 3,
              HEAD - 10,
              "#666666",
              "normal",
              format("%.2f s", boot.totalSeconds() * i / 4)));
    }
    return lines.toString();
  }

  private String row(BootComponentResource c, int y) {
    boolean critical = boot.criticalPath().contains(c.name());
    double free = x(c.freeSeconds(), 0);
    double begin = Math.max(free, x(c.beginSeconds(), boot.totalSeconds()));
    double end = Math.max(begin + 1, x(c.endSeconds(), boot.totalSeconds()));
    String colour = isUp(c) ? (critical ? CRITICAL : PLAIN) : MISSING;
    String label = c.name() + (critical ? " *" : "");
    return "<g><title>"
        + escape(about(c))
        + "</title>\n"
        + text(12, y + BAR - 2, "#111111", "normal", escape(label))
        + text(118, y + BAR - 2, "#666666", "normal", escape(c.phase()))
        + (begin - free >= 1 ? outline(free, y, begin - free) : "")
        + bar(begin, y, end - begin, colour)
        + text(end + 4, y + BAR - 2, "#333333", "normal", escape(figure(c)))
        + "</g>\n";
  }

  private static boolean isUp(BootComponentResource c) {
    return c.state().equals("up") || c.state().equals("ailing");
  }

  private static String figure(BootComponentResource c) {
    String attempts = c.attempts() > 1 ? ", " + c.attempts() + " attempts" : "";
    return format("%.3f s%s", c.workSeconds(), attempts) + (isUp(c) ? "" : ", " + c.state());
  }

  private static String about(BootComponentResource c) {
    String needs = c.needs().isEmpty() ? "needs nothing" : "needs " + String.join(", ", c.needs());
    return c.name()
        + " ("
        + c.criticality()
        + "), "
        + needs
        + (c.reason().isEmpty() ? "" : "; " + c.reason());
  }

  private double x(@Nullable Double seconds, double otherwise) {
    return LABEL + (seconds == null ? otherwise : seconds) * pixelsPerSecond;
  }

  private static String bar(double x, int y, double width, String colour) {
    return format(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
        x, y, width, BAR, colour);
  }

  private static String outline(double x, int y, double width) {
    return format(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"none\""
            + " stroke=\"#666666\" stroke-dasharray=\"3 2\"/>\n",
        x, y, width, BAR);
  }

  private static String text(double x, int y, String colour, String weight, String words) {
    return format(
        "<text x=\"%.1f\" y=\"%d\" fill=\"%s\" font-weight=\"%s\">%s</text>\n",
        x, y, colour, weight, words);
  }

  private static String format(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  /** A reason may hold what anybody has sent. */
  private static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t]]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
