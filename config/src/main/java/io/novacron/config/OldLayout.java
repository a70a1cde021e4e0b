package io.novacron.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of version 1, where each mode had a file of its own (docs/config-migration.md), and what has
 * become of them.
 */
final class OldLayout {
  /** What has become of a key. */
  sealed interface Fate {
    /** It is a key of today; {@code %s} in its name is the mode of the file. */
    record Moved(String key, Unit unit) implements Fate {}

    /** There is none for it. */
    record Gone(String why) implements Fate {}
  }

  /** How a value was written, and in what it is counted today. */
  enum Unit {
    /** As it is. */
    PLAIN,
    /** {@code 3s} in seconds. */
    SECONDS,
    /** {@code 3s} in milliseconds. */
    MILLIS,
    /** {@code 128KiB} in KiB. */
    KIB,
    /** {@code 64MiB} in MiB. */
    MIB,
    /** {@code INFO}. */
    WORD,
    /** {@code zstd-3}: its level. */
    ZSTD,
    /** {@code true} for json. */
    JSON
  }

  private static final Map<String, Fate> KEYS = new LinkedHashMap<>();

  static {
    moved("node.name", "system.id", Unit.PLAIN);
    moved("node.site", "system.site", Unit.PLAIN);
    moved("node.listen", "system.bind", Unit.PLAIN);
    moved("node.public-address", "system.transfer-host", Unit.PLAIN);
    moved("node.data-dir", "system.data", Unit.PLAIN);
    moved("node.http-port", "system.ports.rest", Unit.PLAIN);
    moved("node.cluster-port", "system.ports.cluster", Unit.PLAIN);
    moved("node.management-port", "system.ports.management", Unit.PLAIN);
    moved("node.transfer-port", "system.ports.transfer", Unit.PLAIN);
    moved("node.hypervisors", "hypervisor.drivers", Unit.PLAIN);
    moved("node.guest-memory", "hypervisor.memory-mib", Unit.MIB);
    moved("cluster.seed-nodes", "cluster.seeds", Unit.PLAIN);
    moved("cluster.heartbeat", "dwcp.acp.heartbeat-interval-ms", Unit.MILLIS);
    moved("cluster.failure-pause", "dwcp.acp.acceptable-pause-ms", Unit.MILLIS);
    moved("cluster.stable-after", "dwcp.acp.stable-after-seconds", Unit.SECONDS);
    moved("cluster.gossip", "dwcp.ass.gossip-interval-ms", Unit.MILLIS);
    moved("transport.streams", "dwcp.modes.%s.streams", Unit.PLAIN);
    moved("transport.compression", "dwcp.modes.%s.compression-level", Unit.ZSTD);
    moved("transport.frame", "dwcp.amst.frame-kib", Unit.KIB);
    moved("transport.window", "dwcp.amst.in-flight-mib", Unit.MIB);
    moved("transport.silence", "dwcp.amst.silence-seconds", Unit.SECONDS);
    moved("database.jdbc-url", "database.url", Unit.PLAIN);
    moved("database.username", "database.user", Unit.PLAIN);
    moved("database.password-file", "database.password-file", Unit.PLAIN);
    moved("database.pool-size", "database.connections", Unit.PLAIN);
    moved("redis.url", "cache.url", Unit.PLAIN);
    moved("redis.password-file", "cache.password-file", Unit.PLAIN);
    moved("redis.ttl", "cache.ttl-seconds", Unit.SECONDS);
    moved("ml.endpoint", "ml.address", Unit.PLAIN);
    moved("ml.timeout", "ml.timeout-ms", Unit.MILLIS);
    moved("logging.level", "monitoring.log.level", Unit.WORD);
    moved("logging.json", "monitoring.log.format", Unit.JSON);
    moved("logging.dir", "monitoring.log.folder", Unit.PLAIN);
    moved("metrics.kamon", "monitoring.kamon.enabled", Unit.PLAIN);
    moved("metrics.port", "monitoring.prometheus.port", Unit.PLAIN);
    moved("tls.ca", "security.ca", Unit.PLAIN);
    moved("tls.certificate", "security.certificate", Unit.PLAIN);
    moved("tls.key", "security.key", Unit.PLAIN);
    moved("startup.parallel", "initialization.parallel", Unit.PLAIN);
    gone("version", "the layout has no number any more");
    gone("mode", "the name of the file says it");
    gone("startup.delay", "components start as soon as what they need is there");
    gone("transport.rdma", "transfers use TCP in every mode");
    gone("transport.congestion-control", "the operating system's is used");
    gone("consensus.algorithm", "there is no choice of it");
    gone("node.insecure", "beyond loopback there is TLS always (security.tls)");
    String secret = "a secret is a file or a variable today, never a value: set ";
    gone("database.password", secret + "database.password-file");
    gone("redis.password", secret + "cache.password-file");
  }

  private OldLayout() {}

  private static void moved(String old, String key, Unit unit) {
    KEYS.put(old, new Fate.Moved(key, unit));
  }

  private static void gone(String old, String why) {
    KEYS.put(old, new Fate.Gone(why));
  }

  /** All keys of version 1, in the order of their description. */
  static Map<String, Fate> keys() {
    return Collections.unmodifiableMap(KEYS);
  }

  /** What has become of {@code key}; for one that never was, that. */
  static Fate of(String key) {
    Fate fate = KEYS.get(key);
    return fate == null
        ? new Fate.Gone("it is no key of version 1" + Nearest.hint(key, KEYS.keySet()))
        : fate;
  }
}
