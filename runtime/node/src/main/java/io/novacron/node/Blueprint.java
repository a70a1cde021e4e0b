package io.novacron.node;

import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which components a node has, and what each needs; {@link Assembly} gives them their work. */
final class Blueprint {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Actors.PATIENCE;

  /** What the node does without a component, for its operator. */
  private static final Map<String, String> EFFECTS =
      Map.ofEntries(
          Map.entry("database", "commands are refused, running guests go on"),
          Map.entry("cache", "answers are kept in this node's own memory"),
          Map.entry("hypervisor", "no guest can be started or taken over"),
          Map.entry("transfer", "no migration can come in"),
          Map.entry("cluster", "it is alone: nobody can be asked for a VM"),
          Map.entry("orchestration", "nobody decides about VMs and migrations here"),
          Map.entry("api", "requests are not answered"),
          Map.entry("agent", "guests of this host are left alone"),
          Map.entry("monitoring", "figures of Kamon are not served; those at /metrics are"),
          Map.entry("ml", "heuristics decide in place of models"),
          Map.entry("mode", "transfers go as those of an unknown path (hybrid), or as given"),
          Map.entry("jobs", "what has to be done now and then is not"),
          Map.entry("management", "probes are not answered"),
          Map.entry("registration", "others find it only by its address"));

  private final NodeSettings settings;
  private final List<ComponentSpec> specs = new ArrayList<>();

  private Blueprint(NodeSettings settings) {
    this.settings = settings;
  }

  /** The components of the node that {@code settings} describe. */
  static List<ComponentSpec> of(NodeSettings settings) {
    var blueprint = new Blueprint(settings);
    blueprint.preInit();
    blueprint.core();
    blueprint.services();
    blueprint.postInit();
    return List.copyOf(blueprint.specs);
  }

  private void preInit() {
    critical("environment", Phase.PRE_INIT, SHORT);
    critical("logger", Phase.PRE_INIT, SHORT, "environment");
    critical("resources", Phase.PRE_INIT, SHORT, "environment");
  }

  private void core() {
    critical("tls", Phase.CORE, PATIENCE, "resources");
    critical("database", Phase.CORE, databaseLimit(), "resources");
    add("cache", Phase.CORE, Criticality.DEGRADED, CachePart.DEADLINE, "resources");
    critical("hypervisor", Phase.CORE, PATIENCE, "resources");
    critical("transfer", Phase.CORE, SHORT, "tls");
    critical("cluster", Phase.CORE, ClusterMembership.LIMIT, clusterNeeds());
  }

  /** Flyway takes a second of its own, and waits for other nodes that do the same. */
  private Duration databaseLimit() {
    return settings.database().startTimeout().plus(PATIENCE);
  }

  /** Nodes that look for each other find each other by their management. */
  private String[] clusterNeeds() {
    return settings.finding().discovery().looksUp()
        ? new String[] {"database", "tls", "management"}
        : new String[] {"database", "tls"};
  }

  private void services() {
    critical("orchestration", Phase.SERVICES, PATIENCE, "database");
    critical("api", Phase.SERVICES, PATIENCE, "orchestration", "tls");
    critical("agent", Phase.SERVICES, PATIENCE, "api", "transfer", "hypervisor");
    add("mode", Phase.SERVICES, Criticality.DEGRADED, PATIENCE, "cluster");
    if (settings.monitoring().kamon()) {
      add("monitoring", Phase.SERVICES, Criticality.OPTIONAL, PATIENCE, "resources");
    }
    if (settings.ml().address().isPresent()) {
      add("ml", Phase.SERVICES, Criticality.DEGRADED, SHORT, "resources");
    }
  }

  private void postInit() {
    critical("management", Phase.POST_INIT, PATIENCE, "tls");
    add("registration", Phase.POST_INIT, Criticality.DEGRADED, RegistrationPart.DEADLINE, "api");
    add("jobs", Phase.POST_INIT, Criticality.DEGRADED, PATIENCE, "tls", "database");
  }

  private void critical(String name, Phase phase, Duration deadline, String... needs) {
    add(name, phase, Criticality.CRITICAL, deadline, needs);
  }

  private void add(
      String name, Phase phase, Criticality criticality, Duration deadline, String... needs) {
    String effect = EFFECTS.getOrDefault(name, "");
    specs.add(new ComponentSpec(name, phase, criticality, List.of(needs), deadline, effect));
  }
}
