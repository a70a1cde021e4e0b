package io.novacron.node;

import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which components a node has, and what each needs; {@link Assembly} gives them their work. */
final class Blueprint {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Actors.PATIENCE;

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
  }

  private void critical(String name, Phase phase, Duration deadline, String... needs) {
    add(name, phase, Criticality.CRITICAL, deadline, needs);
  }

  private void add(
      String name, Phase phase, Criticality criticality, Duration deadline, String... needs) {
    specs.add(new ComponentSpec(name, phase, criticality, List.of(needs), deadline));
  }
}
