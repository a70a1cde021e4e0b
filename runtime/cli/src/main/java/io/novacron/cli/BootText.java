package io.novacron.cli;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A boot in words and bars. */
final class BootText {
  private static final int WIDTH = 40;

  private BootText() {}

  /** One line per component: {@code .} while it waited for a place, {@code #} from then on. */
  static String waterfall(BootResource boot) {
    double scale = WIDTH / Math.max(boot.totalSeconds(), 1e-3);
    return boot.components().stream()
            .map(component -> line(component, scale))
            .collect(Collectors.joining("\n"))
        + "\n"
        + summary(boot)
        + "\n";
  }

  private static String line(BootComponentResource c, double scale) {
    int free = cell(c.freeSeconds(), scale);
    int begin = Math.max(free, cell(c.beginSeconds(), scale));
    int end = c.endSeconds() == null ? WIDTH : Math.max(begin + 1, cell(c.endSeconds(), scale));
    String bar = " ".repeat(free) + ".".repeat(begin - free) + "#".repeat(end - begin);
    return String.format(
        Locale.ROOT,
        "%-9s %-16s |%-41s| %7.3f s  %s",
        c.phase(),
        c.name(),
        bar,
        c.workSeconds(),
        c.state() + (c.reason().isEmpty() ? "" : ": " + c.reason()));
  }

  private static int cell(@Nullable Double seconds, double scale) {
    return seconds == null ? 0 : (int) Math.min(WIDTH, Math.round(seconds * scale));
  }

  private static String summary(BootResource boot) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f s, sequential would be %.2f s; critical path %.2f s: %s%s",
        boot.node(),
        boot.totalSeconds(),
        boot.sequentialSeconds(),
        boot.criticalSeconds(),
        String.join(" > ", boot.criticalPath()),
        boot.without().isEmpty() ? "" : "; without " + String.join(", ", boot.without()));
  }

  /** The critical path, last first, with when each was up and what it worked. */
  static String chain(BootResource boot) {
    return boot.criticalPath().reversed().stream()
            .map(name -> find(boot, name))
            .flatMap(Optional::stream)
            .map(BootText::link)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String link(BootComponentResource c) {
    return String.format(
        Locale.ROOT, "%-16s @%s +%.3f s", c.name(), at(c.endSeconds()), c.workSeconds());
  }

  private static String at(@Nullable Double seconds) {
    return seconds == null ? "-" : String.format(Locale.ROOT, "%.3f s", seconds);
  }

  static Optional<BootComponentResource> find(BootResource boot, String name) {
    return boot.components().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  static String unknown(BootResource boot, String name) {
    return "novacron: there is no component '"
        + name
        + "'; there are "
        + boot.components().stream()
            .map(BootComponentResource::name)
            .collect(Collectors.joining(", "));
  }

  /** How it stands, what it waited for and what it needs that is not there. */
  static String why(BootResource boot, BootComponentResource c) {
    String attempts = c.attempts() > 1 ? " in " + c.attempts() + " attempts" : "";
    String reason = c.reason().isEmpty() ? "" : "; last failure: " + c.reason();
    return String.format(
            Locale.ROOT,
            "%s (%s, %s) is %s%s%n",
            c.name(),
            c.phase(),
            c.criticality(),
            c.state(),
            reason)
        + String.format(
            Locale.ROOT,
            "free to start at %s, began at %s, settled at %s, worked %.3f s%s%n",
            at(c.freeSeconds()),
            at(c.beginSeconds()),
            at(c.endSeconds()),
            c.workSeconds(),
            attempts)
        + needs(boot, c);
  }

  private static String needs(BootResource boot, BootComponentResource c) {
    List<BootComponentResource> needs =
        c.needs().stream().map(name -> find(boot, name)).flatMap(Optional::stream).toList();
    if (needs.isEmpty()) {
      return "needs nothing\n";
    }
    BootComponentResource last =
        needs.stream().max(Comparator.comparingDouble(BootText::settled)).orElseThrow();
    return "needs "
        + needs.stream()
            .map(need -> need.name() + " (" + need.state() + ")")
            .collect(Collectors.joining(", "))
        + "; the last of them was "
        + last.name()
        + ", at "
        + at(last.endSeconds())
        + "\n";
  }

  private static double settled(BootComponentResource c) {
    return c.endSeconds() == null ? Double.MAX_VALUE : c.endSeconds();
  }
}
