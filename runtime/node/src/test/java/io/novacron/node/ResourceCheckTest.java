package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.config.Sources;
import io.novacron.doctor.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceCheckTest {
  private static NodeSettings settings(Path data, int http) {
    return NodeSettings.of(
        Sources.of(
            Map.of(
                "system.data",
                data.toString(),
                "system.ports.cluster",
                String.valueOf(FreePort.find()),
                "system.ports.management",
                String.valueOf(FreePort.find()),
                "system.ports.rest",
                String.valueOf(http),
                "system.ports.events",
                "0",
                "system.ports.transfer",
                "0",
                "hypervisor.drivers",
                "sim",
                "hypervisor.memory-mib",
                "64")));
  }

  @Test
  void warnsOfWhatDoesNotKeepANodeFromStarting(@TempDir Path data) {
    assertThat(ResourceCheck.run(settings(data, 0)))
        .allMatch(finding -> finding.level() == Level.WARNING);
  }

  @Test
  void refusesWithDescriptionCauseAndActionOfAllFaults() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = settings(Path.of("/proc/self/novacron"), taken.getLocalPort());
      assertThatThrownBy(() -> ResourceCheck.run(settings))
          .isInstanceOfSatisfying(
              StartException.class,
              e -> {
                assertThat(e.description()).contains("disk", "ports");
                assertThat(e.reason())
                    .contains("/proc/self/novacron", String.valueOf(taken.getLocalPort()));
                assertThat(e.action()).contains("--data");
              });
    }
  }
}
