package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.config.Sources;
import io.novacron.doctor.Level;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceCheckTest {
  private static NodeSettings settings(Path data, String bind) {
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
                "0",
                "system.bind",
                bind,
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
    assertThat(ResourceCheck.run(settings(data, "127.0.0.1")))
        .allMatch(finding -> finding.level() == Level.WARNING);
  }

  @Test
  void refusesWithDescriptionCauseAndActionOfAllFaults() {
    // An address for documentation (RFC 5737): no machine has it.
    var settings = settings(Path.of("/proc/self/novacron"), "203.0.113.7");
    assertThatThrownBy(() -> ResourceCheck.run(settings))
        .isInstanceOfSatisfying(
            StartException.class,
            e -> {
              assertThat(e.description()).contains("disk", "ports");
              assertThat(e.reason()).contains("/proc/self/novacron", "203.0.113.7");
              assertThat(e.action()).contains("--data");
            });
  }
}
