package io.novacron.client.picture;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A boot as a waterfall: a line for each component, under its phase, with waiting and working
 * apart. Told apart by form as well as by colour (those of Okabe and Ito, 2008).
 */
public final class BootPicture {
  static final int ROW = 24;

  /** Of the longest line of text above the bars. */
  private static final int LONGEST = 120;

  private static final List<String> PHASES = List.of("pre-init", "core", "services", "post-init");

  private static final String STYLE =
      """
      text { font-family: system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif; \
      font-size: 12px; fill: #1a1a1a; }
      .title { font-size: 18px; font-weight: 600; }
      .phase { font-weight: 600; fill: #444; }
      .critical { font-weight: 600; }
      .small { font-size: 11px; fill: #555; }
      """;

  private final BootResource boot;
  private final boolean planned;
  private final BootScale scale;
  private final Svg svg = new Svg();
  private final List<String> words;
  private int y;

  private BootPicture(BootResource boot, boolean planned) {
    this.boot = boot;
    this.planned = planned;
    this.scale = BootScale.of(boot);
    this.words = lines();
  }

  /** A boot that has been, or is going on. */
  public static String of(BootResource boot) {
    return new BootPicture(boot, false).draw();
  }

  /** One that is foreseen. */
  public static String ofPlan(BootResource plan) {
    return new BootPicture(plan, true).draw();
  }

  private String title() {
    return (planned ? "Plan of a boot of " : "Boot of ") + boot.node();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Components %s in %.3f s; their work adds up to %.3f s, that of the critical path to"
                + " %.3f s.",
            planned ? "would be up" : "were settled",
            boot.totalSeconds(),
            boot.sequentialSeconds(),
            boot.criticalSeconds()));
    lines.addAll(wrapped("Critical path: ", boot.criticalPath()));
    if (!boot.without().isEmpty()) {
      lines.addAll(wrapped("Without: ", boot.without()));
    }
    return lines;
  }

  private static List<String> wrapped(String head, List<String> names) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder(head);
    for (String name : names) {
      if (line.length() + name.length() > LONGEST) {
        lines.add(line.toString());
        line = new StringBuilder("    ");
      }
      line.append(name).append(name.equals(names.get(names.size() - 1)) ? "" : " \u203a ");
    }
    lines.add(line.toString());
    return lines;
  }

  private String draw() {
    int top = 40 + words.size() * 18;
    Set<String> phases = phases();
    int axis = top + 22;
    int bottom = axis + (phases.size() + boot.components().size()) * ROW + 8;
    begin(bottom + 64);
    y = axis;
    grid(axis, bottom);
    var drawn = new BootLinks(svg, scale);
    phases.forEach(phase -> phase(phase, drawn));
    drawn.draw(boot.criticalPath());
    new BootLegend(svg, scale.left()).draw(bottom + 26, planned);
    return svg.close("svg").toString();
  }

  /** In the order of a boot; what a newer node has besides comes last. */
  private Set<String> phases() {
    Set<String> used = new LinkedHashSet<>();
    boot.components().forEach(c -> used.add(c.phase()));
    Set<String> ordered = new LinkedHashSet<>(PHASES);
    ordered.retainAll(used);
    ordered.addAll(used);
    return ordered;
  }

  private void begin(int height) {
    int width = scale.width();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + width + " " + height,
        "role",
        "img",
        "aria-labelledby",
        "title desc");
    svg.leaf("title", title(), "id", "title");
    svg.leaf("desc", String.join(" ", words), "id", "desc");
    svg.leaf("style", STYLE);
    BootLegend.patterns(svg);
    svg.empty("rect", "width", width, "height", height, "fill", "#ffffff");
    svg.leaf("text", title(), "x", 16, "y", 30, "class", "title");
    for (int i = 0; i < words.size(); i++) {
      svg.leaf("text", words.get(i), "x", 16, "y", 52 + i * 18);
    }
  }

  private void grid(int axis, int bottom) {
    for (double at : scale.ticks()) {
      double x = scale.x(at);
      svg.empty("line", "x1", x, "x2", x, "y1", axis, "y2", bottom, "stroke", "#dddddd");
      svg.leaf(
          "text",
          scale.label(at),
          "x",
          x,
          "y",
          axis - 6,
          "class",
          "small",
          "text-anchor",
          "middle");
    }
  }

  private void phase(String phase, BootLinks drawn) {
    svg.leaf("text", phase, "x", 16, "y", y + 17, "class", "phase");
    y += ROW;
    for (BootComponentResource component : boot.components()) {
      if (component.phase().equals(phase)) {
        boolean critical = boot.criticalPath().contains(component.name());
        new BootRow(svg, scale, component, critical, planned).draw(y);
        drawn.at(component, y);
        y += ROW;
      }
    }
  }
}
