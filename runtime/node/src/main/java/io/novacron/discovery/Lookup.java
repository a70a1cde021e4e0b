package io.novacron.discovery;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a node looks for the management ports of the others. */
public sealed interface Lookup {
  /** Nowhere: its seeds are given. */
  record Seeds() implements Lookup {}

  /**
   * In its own configuration.
   *
   * @param endpoints {@code host:port} of management, the node's own among them
   */
  record Listed(List<String> endpoints) implements Lookup {
    private static final Pattern ENDPOINT = Pattern.compile("[^\\s:]+:[0-9]{1,5}");

    public Listed {
      endpoints = List.copyOf(endpoints);
      for (String endpoint : endpoints) {
        if (!ENDPOINT.matcher(endpoint).matches()) {
          throw new IllegalArgumentException(
              "an endpoint is host:port of a node's management; got '" + endpoint + "'");
        }
      }
    }
  }

  /**
   * In DNS: SRV records when a port name is given, else addresses.
   *
   * @param nameservers {@code host[:port]} to ask; empty for those of the system
   */
  record Dns(List<String> nameservers) implements Lookup {
    public Dns {
      nameservers = List.copyOf(nameservers);
    }
  }

  /**
   * At the API server of the Kubernetes cluster that the node is a pod of: pods with the label
   * {@code app} of the service's name.
   *
   * @param namespace of the pods; empty for the node's own
   */
  record Kubernetes(Optional<String> namespace) implements Lookup {}

  /** At a Consul agent: instances of the service whose check passes. */
  record Consul(ConsulSettings agent) implements Lookup {}

  /** As in configuration and messages. */
  default String title() {
    return switch (this) {
      case Seeds _ -> "seeds";
      case Listed _ -> "config";
      case Dns _ -> "dns";
      case Kubernetes _ -> "kubernetes-api";
      case Consul _ -> "consul";
    };
  }

  /** Where it looks, for messages. */
  default String place() {
    return switch (this) {
      case Seeds _ -> "its seeds";
      case Listed(var endpoints) -> "the configured endpoints " + String.join(", ", endpoints);
      case Dns(var servers) ->
          "DNS" + (servers.isEmpty() ? "" : " at " + String.join(", ", servers));
      case Kubernetes(var namespace) ->
          "the Kubernetes API" + namespace.map(name -> ", namespace " + name).orElse("");
      case Consul(var agent) -> "the Consul agent at " + agent.url();
    };
  }

  /** Pekko's settings of this method for a service. */
  default Config overlay(String service) {
    return switch (this) {
      case Seeds _ -> ConfigFactory.empty();
      case Listed(var endpoints) -> listed(service, endpoints);
      case Dns(var servers) -> dns(servers);
      case Kubernetes(var namespace) -> kubernetes(namespace);
      case Consul(var agent) -> consul(agent);
    };
  }

  private static Config listed(String service, List<String> endpoints) {
    List<Map<String, Object>> targets = new ArrayList<>();
    for (String endpoint : endpoints) {
      URI uri = URI.create("any://" + endpoint);
      targets.add(Map.of("host", uri.getHost(), "port", uri.getPort()));
    }
    return ConfigFactory.parseMap(
        Map.of(
            "pekko.discovery.method",
            "config",
            "pekko.discovery.config.services",
            Map.of(service, Map.of("endpoints", targets))));
  }

  private static Config dns(List<String> servers) {
    var method = ConfigFactory.parseMap(Map.of("pekko.discovery.method", "pekko-dns"));
    return servers.isEmpty()
        ? method
        : method.withFallback(
            ConfigFactory.parseMap(Map.of("pekko.io.dns.async-dns.nameservers", servers)));
  }

  private static Config kubernetes(Optional<String> namespace) {
    var method =
        ConfigFactory.parseMap(
            Map.of(
                "pekko.discovery.method",
                "kubernetes-api",
                // As a node's own address: names of pods would be other hosts to the join decider.
                "pekko.discovery.kubernetes-api.use-raw-ip",
                true));
    return namespace
        .map(name ->
            ConfigFactory.parseMap(Map.of("pekko.discovery.kubernetes-api.pod-namespace", name))
                .withFallback(method))
        .orElse(method);
  }

  private static Config consul(ConsulSettings agent) {
    return agent
        .toConfig()
        .atPath("pekko.discovery." + ConsulDiscovery.NAME)
        .withFallback(
            ConfigFactory.parseMap(
                Map.of(
                    "pekko.discovery.method",
                    ConsulDiscovery.NAME,
                    "pekko.discovery." + ConsulDiscovery.NAME + ".class",
                    ConsulDiscovery.class.getName())));
  }
}
