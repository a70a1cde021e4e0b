package io.novacron.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.novacron.journal.ControlJournal;
import io.novacron.persistence.Database;
import io.novacron.persistence.JournalSerializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays what a node was told over application.conf. */
final class NodeConfig {
  /** Of the actor system; part of every address. */
  static final String SYSTEM = "novacron";

  private NodeConfig() {}

  static Config of(NodeSettings settings, Config tls) {
    Map<String, Object> own = new HashMap<>();
    own.put("pekko.remote.artery.canonical.hostname", settings.bind());
    own.put("pekko.remote.artery.canonical.port", settings.ports().artery());
    // It joins when it has what it needs for that: see Assembly.
    own.put("pekko.cluster.seed-nodes", List.of());
    own.put("pekko.management.http.hostname", settings.bind());
    own.put("pekko.management.http.port", settings.ports().management());
    own.putAll(membership(settings.membership()));
    Config all =
        ConfigFactory.parseMap(own, "node settings")
            .withFallback(tls)
            .withFallback(settings.finding().discovery().overlay())
            .withFallback(JournalSerializer.bindings(ControlJournal.class, ControlJournal.FORMAT))
            .withFallback(Database.toPekkoConfig(settings.database()))
            .withFallback(ConfigFactory.load());
    return settings.monitoring().kamon() ? KamonPart.instrumented(all) : all;
  }

  private static Map<String, Object> membership(NodeSettings.Membership membership) {
    String cluster = "pekko.cluster.";
    return Map.of(
        cluster + "distributed-data.gossip-interval",
        membership.gossipInterval(),
        cluster + "distributed-data.notify-subscribers-interval",
        membership.notifyInterval(),
        cluster + "failure-detector.heartbeat-interval",
        membership.heartbeatInterval(),
        cluster + "failure-detector.acceptable-heartbeat-pause",
        membership.acceptablePause(),
        cluster + "split-brain-resolver.stable-after",
        membership.stableAfter());
  }

  /** Addresses of the nodes to join by. */
  static List<String> seeds(NodeSettings settings) {
    return settings.seeds().stream().map(seed -> "pekko://" + SYSTEM + "@" + seed).toList();
  }
}
