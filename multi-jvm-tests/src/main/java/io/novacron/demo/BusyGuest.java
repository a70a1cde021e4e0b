package io.novacron.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.resource.DriverResource;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.StatisticsResource;
import io.novacron.hypervisor.qemu.PulseGuest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The VM that moves: a real QEMU guest where QEMU is, a simulated one elsewhere. */
record BusyGuest(String description, JsonNode spec, boolean real) {
  private static final long SAMPLE_NANOS = Duration.ofMillis(400).toNanos();
  private static final int SAMPLES = 10;

  /** The one that all of {@code nodes} can run. */
  static BusyGuest on(List<NodeResource> nodes, Path folder) {
    String missing = "";
    for (NodeResource node : nodes) {
      for (DriverResource driver : node.drivers()) {
        if (driver.driver().equals("qemu") && !driver.available()) {
          missing = driver.reason();
        }
      }
    }
    return missing.isEmpty() ? qemu(folder) : simulated(missing);
  }

  private static BusyGuest qemu(Path folder) {
    Path image = folder.resolve("pulse.img");
    try {
      Files.createDirectories(folder);
      PulseGuest.writeTo(image, PulseGuest.Settings.BUSY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode spec = Json.lenient().createObjectNode();
    spec.put("driver", "qemu").put("memoryMiB", 64).put("heartbeat", "debugcon");
    spec.putArray("disks")
        .addObject()
        .put("path", image.toString())
        .put("format", "raw")
        .put("readOnly", true)
        .put("shared", true);
    return new BusyGuest(
        "a real QEMU guest of 64 MiB that beats 100 times and rewrites 6400 pages a second",
        spec,
        true);
  }

  private static BusyGuest simulated(String why) {
    ObjectNode spec = Json.lenient().createObjectNode();
    spec.put("driver", "sim").put("memoryMiB", 64).put("heartbeat", "serial");
    spec.putObject("workload")
        .put("seed", 42)
        .put("workingSetMiB", 48)
        .put("dirtyPagesPerSecond", 1500);
    return new BusyGuest(
        "a simulated guest of 64 MiB, because there is no QEMU here (" + why + ")", spec, false);
  }

  /** Fails unless the guest really does something on {@code host}. */
  void expectAlive(DemoCluster cluster, String host) {
    long before = work(cluster);
    for (int i = 0; i < SAMPLES; i++) {
      LockSupport.parkNanos(SAMPLE_NANOS);
      if (work(cluster) > before) {
        return;
      }
    }
    throw new DemoFailure("'" + Scenario.BUSY + "' does nothing on " + host);
  }

  private long work(DemoCluster cluster) {
    StatisticsResource statistics = cluster.client().vms().statistics(Scenario.BUSY);
    return real ? statistics.cpuNanos() : statistics.uptimeMillis();
  }
}
