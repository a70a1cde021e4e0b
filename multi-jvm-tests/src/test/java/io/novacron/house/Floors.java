package io.novacron.house;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may lean on whom: the map of docs/ARCHITECTURE.md, from the ground up. A name stands for the
 * packages of ArchUnit's pattern beside it; a place may use itself and what is listed.
 */
final class Floors {
  /** One place on the map. */
  record Place(String name, List<String> packages, List<String> mayUse) {}

  private static final Map<String, Place> PLACES = new LinkedHashMap<>();

  static {
    place("words", "io.novacron.proto..");
    place("config", "io.novacron.config..");
    place("vm", "io.novacron.vm..");
    place("migration", "io.novacron.migration..", "vm");
    place("init", "io.novacron.init", "config");
    place("init actors", "io.novacron.init.actor..", "init");
    place("dwcp core", "io.novacron.dwcp.amst..");
    also("dwcp core", "io.novacron.dwcp.hde..");
    also("dwcp core", "io.novacron.dwcp.mode..");
    place("transfer", "io.novacron.dwcp.transfer..", "dwcp core", "words");
    place("persistence", "io.novacron.persistence..");
    place("cache", "io.novacron.cache..", "persistence");
    place("hypervisor", "io.novacron.hypervisor", "vm", "dwcp core");
    place("qemu", "io.novacron.hypervisor.qemu..", "hypervisor", "vm", "dwcp core");
    place("sim", "io.novacron.hypervisor.sim..", "hypervisor", "vm", "dwcp core");
    place("tls", "io.novacron.tls..");
    place("pki", "io.novacron.pki..", "tls");
    place("weave", "io.novacron.weave..");
    place("client", "io.novacron.client..", "tls");
    place("cli", "io.novacron.cli..", "config", "client", "pki", "tls", "dwcp core");

    place("metrics", "io.novacron.metrics..");
    place("wire", "io.novacron.wire..");
    place("journal", "io.novacron.journal..", "vm", "migration", "persistence");
    place("view", "io.novacron.view..", "journal", "vm", "migration", "persistence", "cache");
    place("discovery", "io.novacron.discovery..", "persistence");
    place(
        "control",
        "io.novacron.control..",
        "cache",
        "config",
        "view",
        "journal",
        "wire",
        "metrics",
        "hypervisor",
        "vm",
        "migration",
        "persistence",
        "client");
    place("mode", "io.novacron.mode..", "wire", "dwcp core");
    place("kryo", "io.novacron.kryo..", "control", "mode", "wire", "hypervisor", "vm", "migration");
    place(
        "agent",
        "io.novacron.agent..",
        "control",
        "wire",
        "metrics",
        "hypervisor",
        "transfer",
        "dwcp core",
        "vm",
        "migration");
    place("api", "io.novacron.api..", "config", "control", "metrics", "client", "vm", "migration");
    place("doctor", "io.novacron.doctor..", "persistence");
    place(
        "node",
        "io.novacron.node..",
        "config",
        "doctor",
        "init",
        "init actors",
        "api",
        "agent",
        "control",
        "mode",
        "dwcp core",
        "view",
        "journal",
        "metrics",
        "qemu",
        "sim",
        "hypervisor",
        "transfer",
        "persistence",
        "cache",
        "discovery",
        "client",
        "pki",
        "tls",
        "weave",
        "vm");
    place(
        "sdk",
        "io.novacron.sdk..",
        "config",
        "node",
        "control",
        "persistence",
        "client",
        "init actors");
  }

  private Floors() {}

  private static void place(String name, String packages, String... mayUse) {
    PLACES.put(name, new Place(name, new ArrayList<>(List.of(packages)), List.of(mayUse)));
  }

  private static void also(String name, String packages) {
    named(name).packages().add(packages);
  }

  private static Place named(String name) {
    Place place = PLACES.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no place " + name);
    }
    return place;
  }

  /** All places but the top floor, which may use everything. */
  static List<Place> places() {
    return List.copyOf(PLACES.values());
  }

  /** Packages that {@code place} may use, itself included. */
  static String[] allowed(Place place) {
    List<String> allowed = new ArrayList<>(place.packages());
    place.mayUse().forEach(name -> allowed.addAll(named(name).packages()));
    return allowed.toArray(String[]::new);
  }

  /** Packages of {@code names}. */
  static String[] packagesOf(String... names) {
    List<String> packages = new ArrayList<>();
    for (String name : names) {
      packages.addAll(named(name).packages());
    }
    return packages.toArray(String[]::new);
  }
}
