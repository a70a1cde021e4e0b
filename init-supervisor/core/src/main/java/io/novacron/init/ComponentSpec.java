package io.novacron.init;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a boot has to know about a component before it starts it.
 *
 * @param name unique in the node: letters, digits and hyphens, 1 to 40
 * @param needs names of components that have to be settled before this one starts: up, or, unless
 *     they are critical, done without
 * @param deadline for one attempt to start, more than zero
 * @param effect what the node does while it is without this one, for its operator; may be empty
 */
public record ComponentSpec(
    String name,
    Phase phase,
    Criticality criticality,
    List<String> needs,
    Duration deadline,
    String effect) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public ComponentSpec {
    needs = List.copyOf(needs);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a component's name has 1 to 40 lower-case letters, digits or hyphens; got '"
              + name
              + "'");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(name + ": a deadline is longer than zero");
    }
  }

  /** One that says nothing of its effect. */
  public ComponentSpec(
      String name, Phase phase, Criticality criticality, List<String> needs, Duration deadline) {
    this(name, phase, criticality, needs, deadline, "");
  }

  /** This one, without which the node does what {@code effect} says. */
  public ComponentSpec withEffect(String effect) {
    return new ComponentSpec(name, phase, criticality, needs, deadline, effect);
  }

  /** A critical one. */
  public static ComponentSpec critical(
      String name, Phase phase, Duration deadline, String... needs) {
    return new ComponentSpec(name, phase, Criticality.CRITICAL, List.of(needs), deadline);
  }

  /** One that the boot can do without for a while. */
  public static ComponentSpec degraded(
      String name, Phase phase, Duration deadline, String... needs) {
    return new ComponentSpec(name, phase, Criticality.DEGRADED, List.of(needs), deadline);
  }

  /** One that the boot can do without. */
  public static ComponentSpec optional(
      String name, Phase phase, Duration deadline, String... needs) {
    return new ComponentSpec(name, phase, Criticality.OPTIONAL, List.of(needs), deadline);
  }

  boolean isCritical() {
    return criticality == Criticality.CRITICAL;
  }
}
