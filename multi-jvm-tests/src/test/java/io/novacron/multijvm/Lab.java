package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.NovaCronClient;
import io.novacron.client.NovaCronException;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.DriverResource;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.MigrateRequest;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.VmResource;
import io.novacron.hypervisor.qemu.PulseGuest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;

/** A cluster of real nodes, and what tests do with it again and again. */
final class Lab implements AutoCloseable {
  /** Long, since a busy machine is no failure; nothing here waits for it to pass. */
  static final Duration LIMIT = Duration.ofSeconds(150);

  private static final int QEMU_MEMORY_MIB = 24;
  private static final int SIM_MEMORY_MIB = 8;

  final ClusterOfJvms cluster;
  final NovaCronClient client;
  final Path folder;

  private Lab(ClusterOfJvms cluster, Path folder) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.folder = folder;
  }

  /** Starts {@code plan}, whose files are in {@code folder}, and waits until every node serves. */
  static Lab start(ClusterOfJvms.Builder plan, Path folder, int nodes) {
    var lab = new Lab(plan.jvmFlags("-Xmx192m").start(), folder);
    try {
      patient().until(() -> lab.client.nodes().list().stream().count() == nodes);
      return lab;
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** Waits long, and forgives calls that a cluster in trouble does not answer. */
  static ConditionFactory patient() {
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(NovaCronException.class);
  }

  /** The first answer; a cluster in trouble is asked again. */
  <T> T answer(Callable<T> question) {
    return patient().until(() -> Optional.of(question.call()), Optional::isPresent).orElseThrow();
  }

  /** Why QEMU cannot run here; empty when it can. */
  String qemuMissing() {
    return client.nodes().get("n1").drivers().stream()
        .filter(driver -> driver.driver().equals("qemu") && !driver.available())
        .map(DriverResource::reason)
        .map(String::valueOf)
        .findFirst()
        .orElse("");
  }

  static JsonNode simulated() {
    ObjectNode spec = Json.lenient().createObjectNode();
    spec.put("driver", "sim").put("memoryMiB", SIM_MEMORY_MIB).put("heartbeat", "serial");
    spec.putObject("workload")
        .put("seed", 7)
        .put("workingSetMiB", 4)
        .put("dirtyPagesPerSecond", 50);
    return spec;
  }

  /** A guest that does as {@code settings} say in a QEMU process. */
  JsonNode real(PulseGuest.Settings settings) {
    Path image = folder.resolve("pulse-" + settings.workingSetMiB() + ".img");
    try {
      PulseGuest.writeTo(image, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode spec = Json.lenient().createObjectNode();
    spec.put("driver", "qemu").put("memoryMiB", QEMU_MEMORY_MIB).put("heartbeat", "debugcon");
    spec.putArray("disks")
        .addObject()
        .put("path", image.toString())
        .put("format", "raw")
        .put("readOnly", true)
        .put("shared", true);
    return spec;
  }

  void define(String vm, JsonNode spec) {
    answer(() -> client.vms().create(new CreateVm(vm, spec, Map.of())));
  }

  /** Defines and starts it there. */
  void run(String vm, JsonNode spec, String host) {
    define(vm, spec);
    succeed(() -> client.vms().start(vm, host));
  }

  /** Does it, and waits until it has been done. */
  OperationResource succeed(Supplier<OperationResource> verb) {
    OperationResource ended = ended(verb.get());
    assertThat(ended.state()).as("%s", ended).isEqualTo(OperationResource.SUCCEEDED);
    return ended;
  }

  OperationResource ended(OperationResource begun) {
    return client.operations().await(begun.id(), LIMIT);
  }

  OperationResource migrate(String vm, String target) {
    return client.vms().migrate(vm, new MigrateRequest(target, 400L));
  }

  MigrationResource migration(String id) {
    return answer(() -> client.migrations().get(id));
  }

  MigrationResource endedMigration(String id) {
    return client.migrations().await(id, LIMIT, _ -> {});
  }

  VmResource vm(String vm) {
    return answer(() -> client.vms().get(vm));
  }

  /** Waits until the VM is in {@code state}. */
  VmResource awaitState(String vm, String state) {
    try {
      return patient().until(() -> client.vms().get(vm), v -> v.state().equals(state));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("not " + state + ": " + vm(vm), e);
    }
  }

  void delete(String vm) {
    OperationResource ended = ended(answer(() -> client.vms().delete(vm, true)));
    assertThat(ended.state()).as("%s", ended).isEqualTo(OperationResource.SUCCEEDED);
  }

  /** Adds a node that was not planned; it is not ready yet. */
  NodeProcess startNewcomer(String id, NodeSpec like, java.util.List<Integer> ports) {
    return cluster.start(
        new NodeSpec(
            id,
            like.site(),
            like.main(),
            ports.get(0),
            ports.get(1),
            ports.get(2),
            ports.get(3),
            folder.resolve(id),
            like.seeds(),
            like.databaseUrl(),
            like.databaseUser(),
            like.passwordFile(),
            like.drivers(),
            like.memoryMiB(),
            Map.of(),
            like.jvmFlags(),
            like.extra()));
  }

  static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    cluster.close();
  }
}
