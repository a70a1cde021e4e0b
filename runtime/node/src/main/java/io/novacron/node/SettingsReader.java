package io.novacron.node;

import io.novacron.config.Configuration;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.Secret;
import io.novacron.tls.TlsFiles;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads keys into the settings of a node's parts. */
final class SettingsReader {
  private static final long MIB = 1L << 20;

  private final Configuration configuration;

  SettingsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  NodeSettings settings(NodeSettings.Testing testing) {
    var finding = new FindingReader(configuration);
    String bind = configuration.text("system.bind");
    var ports = ports();
    return new NodeSettings(
        configuration.text("system.id"),
        configuration.text("system.site"),
        bind,
        ports,
        configuration.given("system.transfer-host").orElse(bind),
        data(),
        seeds(bind + ":" + ports.artery()),
        database(),
        configuration.list("hypervisor.drivers"),
        memoryMiB(),
        initialization(),
        new NodeSettings.Monitoring(
            configuration.isOn("monitoring.kamon.enabled"),
            configuration.integer("monitoring.prometheus.port")),
        membership(),
        tls(),
        finding.cache(),
        finding.finding(),
        ml(),
        testing,
        reload());
  }

  /** With those of this package that take changes in by themselves. */
  private Reload reload() {
    return new Reload(configuration).on(LogLevel::apply, LogLevel.KEY);
  }

  private NodeSettings.Ports ports() {
    return new NodeSettings.Ports(
        configuration.integer("system.ports.cluster"),
        configuration.integer("system.ports.rest"),
        configuration.integer("system.ports.management"),
        configuration.integer("system.ports.transfer"),
        configuration.integer("system.ports.events"));
  }

  private Path data() {
    String home = System.getProperty("user.home");
    return configuration
        .path("system.data")
        .orElseGet(() -> Path.of(home, ".novacron", configuration.text("system.id")))
        .toAbsolutePath();
  }

  private List<String> seeds(String self) {
    List<String> seeds = configuration.list("cluster.seeds");
    if (seeds.equals(List.of("none"))) {
      return List.of();
    }
    return seeds.isEmpty() ? List.of(self) : seeds;
  }

  private DatabaseSettings database() {
    Optional<String> url = configuration.given("database.url");
    try {
      return new DatabaseSettings(
          url.orElseGet(() -> DatabaseSettings.inFile(data().resolve("novacron")).url()),
          configuration.text("database.user"),
          url.isEmpty() ? new Secret.None() : password(),
          configuration.integer("database.connections"),
          configuration.integer("database.read-connections"),
          configuration.seconds("database.start-timeout-seconds"),
          configuration.seconds("database.connect-timeout-seconds"),
          configuration.seconds("database.answer-timeout-seconds"),
          configuration.millis("database.poll-interval-ms"));
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "The database cannot be used",
          String.valueOf(e.getMessage()),
          "Correct database.url (" + configuration.value("database.url").origin().text() + ").");
    }
  }

  private Secret password() {
    String variable = configuration.text("database.password-environment");
    Optional<Secret> inFile = configuration.path("database.password-file").map(Secret.InFile::new);
    return inFile.orElseGet(() ->
        System.getenv(variable) == null ? new Secret.None() : new Secret.InEnvironment(variable));
  }

  private long memoryMiB() {
    int given = configuration.integer("hypervisor.memory-mib");
    return given == 0 ? machineMiB() * 8 / 10 : given;
  }

  private static long machineMiB() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    return machine instanceof com.sun.management.OperatingSystemMXBean sun
        ? sun.getTotalMemorySize() / MIB
        : Runtime.getRuntime().maxMemory() / MIB;
  }

  private NodeSettings.Initialization initialization() {
    boolean parallel = configuration.isOn("initialization.parallel");
    int atOnce = configuration.integer("initialization.at-once");
    return new NodeSettings.Initialization(
        parallel ? atOnce : 1,
        configuration.seconds("initialization.timeout-seconds"),
        configuration.seconds("initialization.stop-timeout-seconds"));
  }

  private NodeSettings.Membership membership() {
    return new NodeSettings.Membership(
        configuration.millis("dwcp.ass.gossip-interval-ms"),
        configuration.millis("dwcp.ass.notify-interval-ms"),
        configuration.millis("dwcp.acp.heartbeat-interval-ms"),
        configuration.millis("dwcp.acp.acceptable-pause-ms"),
        configuration.seconds("dwcp.acp.stable-after-seconds"));
  }

  private TlsSettings tls() {
    return new TlsSettings(
        tlsMode(configuration.text("security.tls")),
        configuration.path("security.folder").orElseGet(() -> data().resolve("tls")),
        tlsFiles(),
        configuration.list("security.hosts"),
        configuration.isOn("security.client-certificates"));
  }

  private static TlsSettings.Mode tlsMode(String text) {
    return switch (text) {
      case "on" -> TlsSettings.Mode.AUTO;
      case "files" -> TlsSettings.Mode.FILES;
      case "off" -> TlsSettings.Mode.OFF;
      default -> TlsSettings.Mode.WHERE_NEEDED;
    };
  }

  /** Either all three or none, which the configuration has seen to. */
  private Optional<TlsFiles> tlsFiles() {
    var ca = configuration.path("security.ca");
    var certificate = configuration.path("security.certificate");
    var key = configuration.path("security.key");
    return ca.isPresent() && certificate.isPresent() && key.isPresent()
        ? Optional.of(new TlsFiles(ca.get(), certificate.get(), key.get()))
        : Optional.empty();
  }

  private NodeSettings.Ml ml() {
    Duration timeout = configuration.millis("ml.timeout-ms");
    return new NodeSettings.Ml(
        configuration.given("ml.address").map(SettingsReader::address),
        timeout,
        configuration.seconds("ml.health-interval-seconds"));
  }

  /** The schema has seen to its form. */
  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
