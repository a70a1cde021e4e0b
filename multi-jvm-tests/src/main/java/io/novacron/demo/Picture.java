package io.novacron.demo;

import io.novacron.client.picture.Svg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of a terminal as an SVG: the picture in the README is made by a real run. */
final class Picture {
  private static final double CHAR_WIDTH = 7.3;
  private static final int LINE_HEIGHT = 17;
  private static final int MARGIN = 16;
  private static final int LONGEST = 112;

  private Picture() {}

  /** Draws {@code lines} into {@code file}. */
  static void draw(List<String> lines, Path file) {
    try {
      Files.writeString(file, svg(lines));
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be written to " + file, e);
    }
  }

  static String svg(List<String> lines) {
    int width = (int) (LONGEST * CHAR_WIDTH) + 2 * MARGIN;
    int height = lines.size() * LINE_HEIGHT + 2 * MARGIN;
    var svg = new Svg();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        width,
        "height",
        height,
        "font-family",
        "monospace",
        "font-size",
        12);
    svg.empty("rect", "width", "100%", "height", "100%", "rx", 8, "fill", "#16191d");
    for (int i = 0; i < lines.size(); i++) {
      text(svg, lines.get(i), MARGIN + (i + 1) * LINE_HEIGHT - 4);
    }
    return svg.close("svg").toString();
  }

  private static void text(Svg svg, String line, int y) {
    String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "\u2026";
    svg.leaf("text", shown, "x", MARGIN, "y", y, "fill", colour(line), "xml:space", "preserve");
  }

  private static String colour(String line) {
    if (line.contains("still running on") || line.contains("nowhere else")) {
      return "#7ee787";
    }
    if (line.contains("is dead")) {
      return "#ff7b72";
    }
    return line.contains("pause ") ? "#ffd866" : "#d0d7de";
  }
}
