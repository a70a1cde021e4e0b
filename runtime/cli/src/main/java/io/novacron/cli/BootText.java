package io.novacron.cli;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.BootTryResource;
import io.novacron.client.resource.PastBootResource;
import io.novacron.client.resource.RegressionResource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A boot in words and bars. */
final class BootText {
  static final Table<PastBootResource> HISTORY =
      Table.<PastBootResource>of()
          .with("BOOT", boot -> Integer.toString(boot.boot()))
          .with("AT", boot -> Words.at(boot.at()))
          .withState("OUTCOME", PastBootResource::outcome)
          .with("READY", boot -> at(boot.readySeconds()))
          .with("COMPONENTS", boot -> at(boot.totalSeconds()))
          .with("WORK", boot -> at(boot.sequentialSeconds()))
          .with("HOW", boot -> boot.oneByOne() ? "one by one" : "parallel")
          .with("CRITICAL PATH", boot -> Words.orDash(String.join(" > ", boot.criticalPath())))
          .with("WITHOUT", boot -> Words.orDash(String.join(", ", boot.without())))
          .with("REMARKS", BootText::remarks);

  private static final int WIDTH = 40;

  private BootText() {}

  private static String remarks(PastBootResource boot) {
    String slower =
        boot.regressions().stream().map(BootText::slower).collect(Collectors.joining(", "));
    return Words.orDash(
        boot.reason() + (boot.reason().isEmpty() || slower.isEmpty() ? "" : "; ") + slower);
  }

  private static String slower(RegressionResource regression) {
    return String.format(
        Locale.ROOT,
        "slower: %s %.3f s (usually %.3f s)",
        regression.component().isEmpty() ? "in all" : regression.component(),
        regression.seconds(),
        regression.usualSeconds());
  }

  /**
   * One line per component: {@code .} while it waited for a place, {@code #} while it worked,
   * {@code -} between two attempts.
   */
  static String waterfall(BootResource boot) {
    double scale = WIDTH / Math.max(boot.totalSeconds(), 1e-3);
    return boot.components().stream()
            .map(
                component -> line(component, scale, boot.criticalPath().contains(component.name())))
            .collect(Collectors.joining("\n"))
        + "\n"
        + summary(boot)
        + "\n";
  }

  private static String line(BootComponentResource c, double scale, boolean critical) {
    String attempts = c.attempts() > 1 ? " in " + c.attempts() + " attempts" : "";
    return String.format(
        Locale.ROOT,
        "%-9s %s%-16s |%-41s| %7.3f s  %s",
        c.phase(),
        critical ? "*" : " ",
        c.name(),
        bar(c, scale),
        c.workSeconds(),
        c.state() + attempts + (c.reason().isEmpty() ? "" : ": " + c.reason()));
  }

  private static String bar(BootComponentResource c, double scale) {
    if (c.freeSeconds() == null) {
      return "";
    }
    int free = cell(c.freeSeconds(), scale);
    int begin = c.beginSeconds() == null ? WIDTH : Math.max(free, cell(c.beginSeconds(), scale));
    int end = c.endSeconds() == null ? WIDTH : Math.max(begin + 1, cell(c.endSeconds(), scale));
    var bar = new StringBuilder(" ".repeat(free) + ".".repeat(begin - free));
    if (c.beginSeconds() != null) {
      bar.append("#".repeat(Math.max(0, end - begin)));
      rests(c, scale, bar);
    }
    return bar.toString();
  }

  /** A rest that is shorter than a cell is not shown. */
  private static void rests(BootComponentResource c, double scale, StringBuilder bar) {
    double rest = 0;
    for (int i = 0; i < c.tries().size(); i++) {
      BootTryResource one = c.tries().get(i);
      for (int at = cell(rest, scale); i > 0 && at < cell(one.beginSeconds(), scale); at++) {
        bar.setCharAt(Math.min(at, bar.length() - 1), '-');
      }
      rest = one.endSeconds();
    }
  }

  private static int cell(@Nullable Double seconds, double scale) {
    return seconds == null ? 0 : (int) Math.min(WIDTH, Math.round(seconds * scale));
  }

  private static String summary(BootResource boot) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f s, all work %.2f s; critical path (*) %.2f s: %s%s",
        boot.node(),
        boot.totalSeconds(),
        boot.sequentialSeconds(),
        boot.criticalSeconds(),
        String.join(" > ", boot.criticalPath()),
        boot.without().isEmpty() ? "" : "; without " + String.join(", ", boot.without()));
  }

  /** The critical path, last first, with when each began and what it took. */
  static String chain(BootResource boot) {
    String head =
        "when a component began is after '@', how long it worked after '+', the last first\n";
    return head
        + boot.criticalPath().reversed().stream()
            .map(name -> find(boot, name))
            .flatMap(Optional::stream)
            .map(BootText::link)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String link(BootComponentResource c) {
    double place = waitedForPlace(c);
    double rested = rested(c);
    return String.format(
        Locale.ROOT,
        "%-16s @%s +%.3f s%s%s%s",
        c.name(),
        at(c.beginSeconds()),
        c.workSeconds(),
        place >= 1e-3 ? String.format(Locale.ROOT, ", waited %.3f s for a place", place) : "",
        rested >= 1e-3
            ? String.format(
                Locale.ROOT, ", rested %.3f s between %d attempts", rested, c.attempts())
            : "",
        c.endSeconds() == null ? ", is " + c.state() : "");
  }

  private static double waitedForPlace(BootComponentResource c) {
    return c.freeSeconds() == null || c.beginSeconds() == null
        ? 0
        : c.beginSeconds() - c.freeSeconds();
  }

  private static double rested(BootComponentResource c) {
    return c.beginSeconds() == null || c.endSeconds() == null
        ? 0
        : c.endSeconds() - c.beginSeconds() - c.workSeconds();
  }

  static String at(@Nullable Double seconds) {
    return seconds == null ? "-" : String.format(Locale.ROOT, "%.3f s", seconds);
  }

  static Optional<BootComponentResource> find(BootResource boot, String name) {
    return boot.components().stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
