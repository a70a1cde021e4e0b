package io.novacron.node;

import io.novacron.cache.CacheSettings;
import io.novacron.config.Configuration;
import io.novacron.discovery.ConsulRegistration;
import io.novacron.discovery.ConsulSettings;
import io.novacron.discovery.DiscoverySettings;
import io.novacron.discovery.Lookup;
import io.novacron.discovery.Registration;
import io.novacron.persistence.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the keys of what a node uses besides its database: cache, discovery, registration. */
final class FindingReader {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration FORGET = Duration.ofMinutes(5);
  private static final int BEATS_PER_TTL = 3;
  private static final String AGENT = "cluster.registration.consul";

  private final Configuration configuration;

  FindingReader(Configuration configuration) {
    this.configuration = configuration;
  }

  CacheSettings cache() {
    return new CacheSettings(
        configuration.given("cache.url").map(URI::create),
        secret(configuration.path("cache.password-file")),
        configuration.path("cache.ca"),
        configuration.text("cache.prefix"),
        configuration.seconds("cache.ttl-seconds"),
        configuration.millis("cache.fresh-ms"),
        configuration.millis("cache.slow-ms"),
        (long) configuration.integer("cache.memory-mib") << 20);
  }

  NodeSettings.Finding finding() {
    return new NodeSettings.Finding(discovery(), registration());
  }

  private DiscoverySettings discovery() {
    int required = configuration.integer("cluster.discovery.required");
    return DiscoverySettings.by(lookup(), required)
        .of(configuration.text("cluster.discovery.service"), "");
  }

  private Lookup lookup() {
    List<String> endpoints = configuration.list("cluster.discovery.contact-points");
    return switch (configuration.text("cluster.discovery.method")) {
      case "config" -> new Lookup.Listed(endpoints);
      case "dns" -> new Lookup.Dns(List.of());
      case "kubernetes-api" -> new Lookup.Kubernetes(Optional.empty());
      case "consul" -> consul().<Lookup>map(Lookup.Consul::new).orElseGet(Lookup.Seeds::new);
      default -> new Lookup.Seeds();
    };
  }

  private Registration registration() {
    Duration ttl =
        configuration
            .seconds("cluster.registration.check-interval-seconds")
            .multipliedBy(BEATS_PER_TTL);
    return consul()
        .<Registration>map(agent -> new ConsulRegistration(agent, ttl, FORGET))
        .orElse(Registration.NONE);
  }

  private Optional<ConsulSettings> consul() {
    Secret token = secret(configuration.path("cluster.registration.token-file"));
    return configuration
        .given(AGENT)
        .map(url -> new ConsulSettings(URI.create(url), token, ANSWER));
  }

  private static Secret secret(Optional<Path> file) {
    return file.<Secret>map(Secret.InFile::new).orElseGet(Secret.None::new);
  }
}
