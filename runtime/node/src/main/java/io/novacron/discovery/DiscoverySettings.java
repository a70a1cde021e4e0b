package io.novacron.discovery;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a node finds its cluster.
 *
 * @param lookup where
 * @param service name that the nodes' management ports go by there
 * @param portName name of the port, for SRV records and pods with several; empty for none
 * @param required nodes that have to be found before they begin a cluster, 1 to 1000; the size of
 *     the first cluster, or two halves of it may begin one each
 * @param mayBegin whether a new cluster is begun when those found have none; false once there is
 *     one keeps a node that is cut off from beginning another
 * @param stable for how long the same nodes have to be found before that, 100 ms to 1 min
 * @param deadline after which a node that is no member gives up, 1 s to 1 h
 */
public record DiscoverySettings(
    Lookup lookup,
    String service,
    String portName,
    int required,
    boolean mayBegin,
    Duration stable,
    Duration deadline) {
  /** Of the port that nodes find each other by. */
  public static final String SERVICE = "novacron-management";

  private static final Pattern SERVICE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
  private static final String ROUTES =
      "org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap$";
  private static final String BOOTSTRAP = "pekko.management.cluster.bootstrap.";

  public DiscoverySettings {
    require(SERVICE_NAME.matcher(service).matches(), "service", "a DNS name", service);
    require(required >= 1 && required <= 1000, "required", "1 to 1000", required);
    requireWithin("stable", stable, 100, 60_000);
    requireWithin("deadline", deadline, 1_000, 3_600_000);
  }

  /** No lookup: seeds are given. */
  public static DiscoverySettings seeds() {
    return by(new Lookup.Seeds(), 1);
  }

  /** The defaults, for {@code lookup}. */
  public static DiscoverySettings by(Lookup lookup, int required) {
    return new DiscoverySettings(
        lookup, SERVICE, "", required, true, Duration.ofSeconds(1), Duration.ofMinutes(2));
  }

  /** As this, under another name. */
  public DiscoverySettings of(String otherService, String otherPortName) {
    return new DiscoverySettings(
        lookup, otherService, otherPortName, required, mayBegin, stable, deadline);
  }

  /** As this, with another deadline. */
  public DiscoverySettings within(Duration otherDeadline) {
    return new DiscoverySettings(
        lookup, service, portName, required, mayBegin, stable, otherDeadline);
  }

  /** Whether the cluster has to be looked for. */
  public boolean looksUp() {
    return !(lookup instanceof Lookup.Seeds);
  }

  /** What is looked for, and where, for messages. */
  public String question() {
    return required + " nodes of the service '" + service + "' in " + lookup.place();
  }

  /** Pekko's settings for it, to lay over those of an actor system. */
  public Config overlay() {
    return looksUp()
        ? lookup.overlay(service).withFallback(ConfigFactory.parseMap(bootstrap()))
        : ConfigFactory.empty();
  }

  private Map<String, Object> bootstrap() {
    Map<String, Object> own = new HashMap<>();
    own.put("pekko.management.http.routes.cluster-bootstrap", ROUTES);
    own.put(BOOTSTRAP + "new-cluster-enabled", mayBegin);
    own.put(BOOTSTRAP + "contact-point-discovery.service-name", service);
    own.put(BOOTSTRAP + "contact-point-discovery.effective-name", service);
    own.put(BOOTSTRAP + "contact-point-discovery.port-name", portName);
    own.put(BOOTSTRAP + "contact-point-discovery.required-contact-point-nr", required);
    own.put(BOOTSTRAP + "contact-point-discovery.stable-margin", stable);
    own.put(BOOTSTRAP + "contact-point-discovery.interval", Duration.ofMillis(500));
    own.put(BOOTSTRAP + "contact-point-discovery.exponential-backoff-max", Duration.ofSeconds(5));
    // A node that is only listed still must not keep the others from beginning.
    own.put(BOOTSTRAP + "contact-point-discovery.contact-with-all-contact-points", false);
    own.put(BOOTSTRAP + "contact-point.filter-on-fallback-port", false);
    own.put(BOOTSTRAP + "contact-point.probe-interval", Duration.ofMillis(300));
    return own;
  }

  private static void requireWithin(String name, Duration value, long least, long most) {
    require(
        value.toMillis() >= least && value.toMillis() <= most,
        name,
        least + " to " + most + " ms",
        value.toMillis() + " ms");
  }

  private static void require(boolean right, String name, String range, Object got) {
    if (!right) {
      throw new IllegalArgumentException("discovery " + name + " is " + range + "; got " + got);
    }
  }
}
