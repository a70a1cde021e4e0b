package io.novacron.client.picture;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootTryResource;
import java.util.List;
import java.util.Locale;

/** The line of one component: what it waited for, its attempts, and what came of them. */
final class BootRow {
  /** Longer reasons are in the tooltip. */
  private static final int LONGEST_NOTE = 52;

  private static final int BAR = 14;
  private static final double NOTICED_SECONDS = 5e-4;

  private final Svg svg;
  private final BootScale scale;
  private final BootComponentResource component;
  private final boolean critical;
  private final boolean planned;
  private int y;

  BootRow(
      Svg svg,
      BootScale scale,
      BootComponentResource component,
      boolean critical,
      boolean planned) {
    this.svg = svg;
    this.scale = scale;
    this.component = component;
    this.critical = critical;
    this.planned = planned;
  }

  void draw(int at) {
    y = at;
    svg.open("g");
    svg.leaf("title", tip());
    name();
    Double free = component.freeSeconds();
    Double begin = component.beginSeconds();
    if (free != null) {
      waited(free, begin == null ? free : begin);
    }
    if (begin != null) {
      worked(begin);
    }
    svg.leaf("text", note(), "x", scale.notes(), "y", y + 17, "class", "small");
    svg.close("g");
  }

  private void name() {
    svg.leaf(
        "text",
        (critical ? "\u25c6 " : "") + component.name(),
        "x",
        scale.left() - 8,
        "y",
        y + 17,
        "text-anchor",
        "end",
        "class",
        critical ? "critical" : "name");
  }

  private void waited(double free, double begin) {
    if (free > NOTICED_SECONDS) {
      svg.empty(
          "line",
          "class",
          "need",
          "x1",
          scale.x(0),
          "x2",
          scale.x(free),
          "y1",
          y + 12,
          "y2",
          y + 12,
          "stroke",
          BootLegend.NEED,
          "stroke-dasharray",
          "2 4");
    }
    if (begin - free > NOTICED_SECONDS) {
      bar("place", free, begin, BootLegend.PLACE);
    }
  }

  /** Without a list of attempts it was one. */
  private void worked(double begin) {
    List<BootTryResource> tries = component.tries();
    if (tries.isEmpty()) {
      bar("work", begin, BootScale.end(component), work());
      return;
    }
    double end = begin;
    for (int i = 0; i < tries.size(); i++) {
      BootTryResource one = tries.get(i);
      if (one.beginSeconds() - end > NOTICED_SECONDS) {
        bar("rest", end, one.beginSeconds(), BootLegend.REST);
      }
      boolean failed = i + 1 < tries.size() || !isUp();
      bar(
          failed ? "failed" : "work",
          one.beginSeconds(),
          one.endSeconds(),
          failed ? BootLegend.FAILED : work());
      end = one.endSeconds();
    }
  }

  private boolean isUp() {
    return component.state().equals("up") || component.state().equals("ailing");
  }

  private String work() {
    return critical ? BootLegend.CRITICAL : BootLegend.WORK;
  }

  private void bar(String kind, double begin, double end, String fill) {
    svg.empty(
        "rect",
        "class",
        kind,
        "x",
        scale.x(begin),
        "y",
        y + 5,
        "width",
        Math.max(1, scale.wide(end - begin)),
        "height",
        BAR,
        "fill",
        fill,
        "stroke",
        BootLegend.stroke(fill));
  }

  private String note() {
    String text = BootLegend.seconds(component.workSeconds());
    double place = placeSeconds();
    if (place > NOTICED_SECONDS) {
      text += " after " + BootLegend.seconds(place) + " for a place";
    }
    if (component.attempts() > 1) {
      text += ", " + component.attempts() + " attempts";
    }
    if (!component.state().equals("up") && !planned) {
      text += ", " + component.state();
    }
    return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE - 1) + "\u2026";
  }

  private double placeSeconds() {
    Double free = component.freeSeconds();
    Double begin = component.beginSeconds();
    return free == null || begin == null ? 0 : begin - free;
  }

  private String tip() {
    return String.format(
        Locale.ROOT,
        "%s (%s, %s): %s; needs %s%s",
        component.name(),
        component.phase(),
        component.criticality(),
        component.state(),
        component.needs().isEmpty() ? "nothing" : String.join(", ", component.needs()),
        component.reason().isEmpty() ? "" : "; last failure: " + component.reason());
  }
}
