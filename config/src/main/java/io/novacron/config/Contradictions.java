package io.novacron.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a schema cannot say: values that are right by themselves, and not together. */
final class Contradictions {
  private static final List<String> PORTS =
      List.of(
          "system.ports.cluster",
          "system.ports.rest",
          "system.ports.events",
          "system.ports.management",
          "system.ports.transfer");

  private final Configuration configuration;
  private final List<Fault> faults = new ArrayList<>();

  private Contradictions(Configuration configuration) {
    this.configuration = configuration;
  }

  static List<Fault> in(Configuration configuration) {
    var all = new Contradictions(configuration);
    all.addresses();
    all.ports();
    all.security();
    all.discovery();
    all.drivers();
    return all.faults;
  }

  private void addresses() {
    for (String key : List.of("system.bind", "system.transfer-host")) {
      String address = configuration.text(key);
      if (isEverywhere(address)) {
        fault(
            key,
            "'"
                + address
                + "' tells other nodes no address; give the one that they reach this node at");
      }
    }
  }

  /** All addresses of a machine at once, which can be listened on and not be called. */
  private static boolean isEverywhere(String address) {
    try {
      return address.equals("*") || InetAddress.ofLiteral(address).isAnyLocalAddress();
    } catch (IllegalArgumentException _) {
      return false; // A name.
    }
  }

  private void ports() {
    List<String> keys = new ArrayList<>(PORTS);
    if (configuration.isOn("monitoring.kamon.enabled")) {
      keys.add("monitoring.prometheus.port");
    }
    Map<Integer, String> taken = new HashMap<>();
    for (String key : keys) {
      int port = configuration.integer(key);
      String other = port == 0 ? null : taken.putIfAbsent(port, key);
      if (other != null) {
        clash(port, key, other);
      }
    }
  }

  /** Whoever gave one of them looks for the fault there, not at a default. */
  private void clash(int port, String one, String other) {
    boolean isDefault = configuration.value(one).origin() instanceof Origin.Default;
    String culprit = isDefault ? other : one;
    String rest = isDefault ? one : other;
    fault(culprit, port + " is that of " + rest + ", too; give each its own");
  }

  private void security() {
    if (configuration.text("security.tls").equals("files")) {
      for (String key : List.of("security.ca", "security.certificate", "security.key")) {
        if (configuration.given(key).isEmpty()) {
          fault(key, "has to be given, since security.tls is files");
        }
      }
    }
  }

  private void discovery() {
    boolean config = configuration.text("cluster.discovery.method").equals("config");
    if (config && configuration.list("cluster.discovery.contact-points").isEmpty()) {
      fault("cluster.discovery.contact-points", "has to be given, since the method is config");
    }
  }

  private void drivers() {
    if (configuration.list("hypervisor.drivers").isEmpty()) {
      fault("hypervisor.drivers", "needs at least one: qemu, sim");
    }
  }

  private void fault(String key, String text) {
    faults.add(new Fault(configuration.value(key).origin(), key, text));
  }
}
