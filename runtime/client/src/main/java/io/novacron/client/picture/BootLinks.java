package io.novacron.client.picture;

import io.novacron.client.resource.BootComponentResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines from each component of the critical path to the next. */
final class BootLinks {
  private record Spot(double begin, double end, int middle) {}

  private final Svg svg;
  private final BootScale scale;
  private final Map<String, Spot> spots = new HashMap<>();

  BootLinks(Svg svg, BootScale scale) {
    this.svg = svg;
    this.scale = scale;
  }

  /** {@code component} is drawn at {@code y}. */
  void at(BootComponentResource component, int y) {
    Double begin = component.beginSeconds();
    if (begin != null) {
      double end = scale.x(BootScale.end(component));
      spots.put(component.name(), new Spot(scale.x(begin), end, y + BootPicture.ROW / 2));
    }
  }

  void draw(List<String> path) {
    for (int i = 1; i < path.size(); i++) {
      Spot from = spots.get(path.get(i - 1));
      Spot to = spots.get(path.get(i));
      if (from != null && to != null) {
        link(from, to);
      }
    }
  }

  private void link(Spot from, Spot to) {
    String way =
        String.format(
            java.util.Locale.ROOT,
            "M%.2f %d V%d H%.2f",
            from.end(),
            from.middle(),
            to.middle(),
            to.begin());
    svg.empty(
        "path",
        "class",
        "chain",
        "d",
        way,
        "fill",
        "none",
        "stroke",
        BootLegend.CRITICAL,
        "stroke-width",
        1.5);
  }
}
