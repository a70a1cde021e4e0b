package io.novacron.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.NovaCronClient;
import io.novacron.client.VmFilter;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.MigrateRequest;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.ProgressResource;
import io.novacron.client.resource.ReceiptResource;
import io.novacron.client.resource.VmResource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the demo shows, told while it happens: VMs are made, the busy one moves live to the other
 * site, and a second move ends in the death of its target, which the VM survives.
 */
final class Scenario {
  static final String BUSY = "busy";

  private static final String SOURCE = "n1";
  private static final String TARGET = "n2";
  private static final List<String> OTHERS = List.of("web", "db", "cache");
  private static final long MAX_PAUSE_MILLIS = 300;
  private static final Duration STARTED = Duration.ofSeconds(60);
  private static final Duration MOVED = Duration.ofMinutes(4);
  private static final Duration KILL_AFTER = Duration.ofMillis(600);
  private static final long LOOK_NANOS = Duration.ofMillis(300).toNanos();

  private final DemoCluster cluster;
  private final Narrator narrator;
  private final BusyGuest guest;

  Scenario(DemoCluster cluster, Narrator narrator, BusyGuest guest) {
    this.cluster = cluster;
    this.narrator = narrator;
    this.guest = guest;
  }

  private NovaCronClient client() {
    return cluster.client();
  }

  /** Plays it; fails when something that it says is not true. */
  void play() {
    showNodes();
    createVms();
    moveLive();
    surviveTheDeathOfATarget();
  }

  private void showNodes() {
    for (NodeResource node : client().nodes().list()) {
      narrator.say("node " + node.id() + " in site " + node.site() + ", API " + node.api());
    }
    narrator.say(booted(client().boot()));
  }

  private static String booted(BootResource boot) {
    return String.format(
        Locale.ROOT,
        "%s booted %d components in %.2f s, one by one %.2f s at most; critical path: %s"
            + " (drawn by ./novacron boot report)",
        boot.node(),
        boot.components().size(),
        boot.totalSeconds(),
        boot.sequentialSeconds(),
        String.join(" > ", boot.criticalPath()));
  }

  private void createVms() {
    narrator.say("creating VM '" + BUSY + "': " + guest.description());
    start(BUSY, guest.spec(), SOURCE);
    for (String name : OTHERS) {
      start(name, simulated(), null);
    }
    int running = 0;
    for (VmResource vm : client().vms().list(VmFilter.ALL)) {
      narrator.say("VM " + vm.name() + " runs on " + vm.host() + " (" + vm.accelerator() + ")");
      running++;
    }
    DemoFailure.unless(running == OTHERS.size() + 1, "not all VMs run");
  }

  private void start(String name, JsonNode spec, @Nullable String host) {
    client().vms().create(new CreateVm(name, spec, Map.of("demo", "yes")));
    OperationResource start = client().vms().start(name, host);
    OperationResource ended = client().operations().await(start.id(), STARTED);
    DemoFailure.unless(
        ended.state().equals(OperationResource.SUCCEEDED),
        "VM " + name + " did not start: " + ended.error());
    awaitListed(name);
  }

  /** Lists are a moment behind. */
  private void awaitListed(String name) {
    long deadline = System.nanoTime() + STARTED.toNanos();
    while (!client().vms().list(VmFilter.ALL.withState("running")).stream()
        .anyMatch(vm -> vm.name().equals(name))) {
      DemoFailure.unless(System.nanoTime() < deadline, name + " is missing in the list");
      LockSupport.parkNanos(LOOK_NANOS / 3);
    }
  }

  private static JsonNode simulated() {
    ObjectNode spec = Json.lenient().createObjectNode();
    spec.put("driver", "sim").put("memoryMiB", 64).put("heartbeat", "serial");
    spec.putObject("workload")
        .put("seed", 7)
        .put("workingSetMiB", 4)
        .put("dirtyPagesPerSecond", 50);
    return spec;
  }

  private void moveLive() {
    narrator.say(
        "moving '"
            + BUSY
            + "' live from "
            + SOURCE
            + " to "
            + TARGET
            + ", across the sites, while it runs");
    OperationResource operation = migrate(TARGET);
    MigrationResource moved = follow(operation.id());
    DemoFailure.unless(
        moved.state().equals(MigrationResource.COMPLETED),
        "the migration ended as " + moved.state() + ": " + moved.reason());
    ReceiptResource receipt = moved.receipt();
    DemoFailure.unless(receipt != null && receipt.pauseMillis() >= 0, "there is no receipt");
    if (receipt != null) {
      Receipts.lines(moved, receipt).forEach(narrator::print);
    }
    expectRunning(TARGET);
    narrator.say("'" + BUSY + "' runs on " + TARGET + " now, and nowhere else");
  }

  private void surviveTheDeathOfATarget() {
    narrator.say(
        "moving '"
            + BUSY
            + "' back to "
            + SOURCE
            + ", and killing "
            + SOURCE
            + " (kill -9) in the middle of it");
    OperationResource operation = migrate(SOURCE);
    awaitCopying(operation.id());
    cluster.kill(SOURCE);
    narrator.say("node " + SOURCE + " is dead");
    OperationResource ended = client().operations().await(operation.id(), MOVED);
    DemoFailure.unless(
        ended.state().equals(OperationResource.ROLLED_BACK),
        "the migration was not rolled back but " + ended.state() + ": " + ended.error());
    narrator.say("the migration was rolled back: " + ended.error());
    expectRunning(TARGET);
    narrator.say("'" + BUSY + "' is still running on " + TARGET + ": it never stopped");
  }

  private OperationResource migrate(String target) {
    return client().vms().migrate(BUSY, new MigrateRequest(target, MAX_PAUSE_MILLIS));
  }

  private MigrationResource follow(String id) {
    long deadline = System.nanoTime() + MOVED.toNanos();
    MigrationResource now = client().migrations().get(id);
    while (!now.hasEnded()) {
      DemoFailure.unless(System.nanoTime() < deadline, "the migration takes too long");
      show(now);
      LockSupport.parkNanos(LOOK_NANOS);
      now = client().migrations().get(id);
    }
    return now;
  }

  private void show(MigrationResource migration) {
    ProgressResource p = migration.progress();
    if (p == null) {
      narrator.progress(migration.state());
      return;
    }
    narrator.progress(
        String.format(
            Locale.ROOT,
            "%-12s pass %d, %s carried, %s left, %s/s, rtt %.0f ms%s",
            migration.state(),
            p.pass(),
            Narrator.bytes(p.rawBytes()),
            Narrator.bytes(p.remainingBytes()),
            Narrator.bytes(p.goodputBytesPerSecond()),
            p.rttMillis(),
            p.estimatedRestMillis() == null
                ? ""
                : ", about "
                    + Narrator.seconds(Duration.ofMillis(p.estimatedRestMillis()))
                    + " left"));
  }

  private void awaitCopying(String id) {
    long deadline = System.nanoTime() + STARTED.toNanos();
    while (!client().migrations().get(id).state().equals("transferring")) {
      DemoFailure.unless(System.nanoTime() < deadline, "the second migration does not begin");
      LockSupport.parkNanos(LOOK_NANOS / 3);
    }
    LockSupport.parkNanos(KILL_AFTER.toNanos());
  }

  private void expectRunning(String host) {
    VmResource vm = client().vms().get(BUSY);
    DemoFailure.unless(
        vm.state().equals("running") && host.equals(vm.host()),
        "'" + BUSY + "' is " + vm.state() + " on " + vm.host());
    guest.expectAlive(cluster, host);
  }
}
