package io.novacron.cli;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.config.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a component stands as it does, line by line. */
final class BootWhy {
  private static final String CRITICAL = "the node cannot do without it, and is not ready";

  private final BootResource boot;
  private final BootComponentResource component;
  private final StringBuilder text = new StringBuilder();

  private BootWhy(BootResource boot, BootComponentResource component) {
    this.boot = boot;
    this.component = component;
  }

  static String of(BootResource boot, BootComponentResource component) {
    return new BootWhy(boot, component).told();
  }

  static String unknown(BootResource boot, String name) {
    List<String> names = boot.components().stream().map(BootComponentResource::name).toList();
    return "novacron: there is no component '"
        + name
        + "'"
        + Nearest.hint(name, names)
        + "; there are "
        + String.join(", ", names);
  }

  private String told() {
    text.append(
        String.format(
            Locale.ROOT,
            "%s (%s, %s) is %s%s%n",
            component.name(),
            component.phase(),
            component.criticality(),
            component.state(),
            component.since() == null ? "" : " since " + Words.at(component.since())));
    say("reason", component.reason());
    say("what to do", component.action());
    say("next attempt", component.nextAttempt() == null ? "" : Words.at(component.nextAttempt()));
    say("waits for", waitsFor());
    say("boot", times());
    say("needs", needs());
    say("needed by", neededBy());
    say("without it", effect());
    return text.toString();
  }

  private void say(String what, String said) {
    if (!said.isEmpty()) {
      text.append(String.format(Locale.ROOT, "  %-13s %s%n", what, said));
    }
  }

  private String waitsFor() {
    if (!component.state().equals("waiting")) {
      return "";
    }
    String open =
        needed().filter(need -> need.endSeconds() == null).map(BootWhy::standing).collect(comma());
    return open.isEmpty() ? "a place: as many as may are starting" : open;
  }

  private String times() {
    if (component.beginSeconds() == null) {
      return "";
    }
    String settled =
        component.endSeconds() == null
            ? "is not settled"
            : "settled at " + at(component.endSeconds());
    String attempts = component.attempts() > 1 ? " in " + component.attempts() + " attempts" : "";
    return "free to start at "
        + at(component.freeSeconds())
        + ", began at "
        + at(component.beginSeconds())
        + ", "
        + settled
        + ", worked "
        + at(component.workSeconds())
        + attempts;
  }

  private String needs() {
    String all = needed().map(BootWhy::standing).collect(comma());
    if (all.isEmpty()) {
      return "nothing";
    }
    BootComponentResource last =
        needed().max(Comparator.comparingDouble(BootWhy::settled)).orElseThrow();
    return all
        + "; the last of them "
        + (last.endSeconds() == null
            ? "to be settled is " + last.name()
            : "was " + last.name() + ", at " + at(last.endSeconds()));
  }

  private String neededBy() {
    String all =
        boot.components().stream()
            .filter(other -> other.needs().contains(component.name()))
            .map(BootWhy::standing)
            .collect(comma());
    return all.isEmpty() ? "nothing" : all;
  }

  private String effect() {
    String effect = component.effect();
    boolean critical = component.criticality().equals("critical");
    if (effect.isEmpty()) {
      return critical ? CRITICAL : "";
    }
    return critical ? CRITICAL + ": " + effect : effect;
  }

  private Stream<BootComponentResource> needed() {
    return component.needs().stream()
        .map(name -> BootText.find(boot, name))
        .flatMap(Optional::stream);
  }

  private static String standing(BootComponentResource c) {
    return c.name() + " (" + c.state() + ")";
  }

  private static double settled(BootComponentResource c) {
    return c.endSeconds() == null ? Double.MAX_VALUE : c.endSeconds();
  }

  private static String at(@Nullable Double seconds) {
    return BootText.at(seconds);
  }

  private static Collector<CharSequence, ?, String> comma() {
    return Collectors.joining(", ");
  }
}
