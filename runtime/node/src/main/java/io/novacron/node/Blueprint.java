package io.novacron.node;

import static io.novacron.init.ComponentSpec.critical;

import io.novacron.init.ComponentSpec;
import io.novacron.init.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The components of a node, what each needs, and what the node does without it; {@link Assembly}
 * knows how they are started. Nothing is, to make a plan of them.
 */
final class Blueprint {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Actors.PATIENCE;

  private Blueprint() {}

  /** Those of a node with these settings; without those of plugins. */
  static List<ComponentSpec> of(NodeSettings settings) {
    List<ComponentSpec> all = new ArrayList<>(before());
    all.add(database(settings));
    all.addAll(core());
    all.addAll(services());
    if (settings.monitoring().kamon()) {
      all.add(monitoring());
    }
    if (settings.ml().address().isPresent()) {
      all.add(ml());
    }
    return all;
  }

  private static List<ComponentSpec> before() {
    return List.of(
        critical("environment", Phase.PRE_INIT, SHORT),
        critical("resources", Phase.PRE_INIT, SHORT, "environment"));
  }

  /** Flyway takes a second of its own, and waits for other nodes that do the same. */
  private static ComponentSpec database(NodeSettings settings) {
    Duration limit = settings.database().startTimeout().plus(PATIENCE);
    return critical("database", Phase.CORE, limit, "resources")
        .withEffect("commands are refused, running guests go on");
  }

  private static List<ComponentSpec> core() {
    return List.of(
        critical("tls", Phase.CORE, PATIENCE, "resources"),
        critical("transfer", Phase.CORE, SHORT, "tls").withEffect("no migration can come in"),
        critical("hypervisor", Phase.CORE, PATIENCE, "resources")
            .withEffect("no guest can be started or taken over"),
        critical("cluster", Phase.CORE, ClusterMembership.LIMIT, "database", "tls")
            .withEffect("it is alone: entities cannot be placed"));
  }

  private static List<ComponentSpec> services() {
    return List.of(
        critical("orchestration", Phase.SERVICES, PATIENCE, "database")
            .withEffect("nobody decides about VMs and migrations here"),
        critical("api", Phase.SERVICES, PATIENCE, "orchestration", "tls")
            .withEffect("requests are not answered"),
        critical("agent", Phase.SERVICES, PATIENCE, "api", "transfer", "hypervisor")
            .withEffect("guests of this host are left alone"),
        critical("management", Phase.POST_INIT, PATIENCE, "tls")
            .withEffect("probes are not answered"));
  }

  private static ComponentSpec monitoring() {
    return ComponentSpec.optional("monitoring", Phase.SERVICES, PATIENCE, "environment")
        .withEffect("figures of Kamon are not served; those at /metrics are");
  }

  private static ComponentSpec ml() {
    return ComponentSpec.degraded("ml", Phase.SERVICES, SHORT, "environment")
        .withEffect("heuristics decide in place of models");
  }
}
