package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.doctor.Level;
import io.novacron.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceCheckTest {
  private static NodeSettings settings(Path data, int http) {
    return new NodeSettings(
        "n1",
        "a",
        "127.0.0.1",
        new NodeSettings.Ports(FreePort.find(), http, 0, 0),
        "127.0.0.1",
        data,
        List.of(),
        DatabaseSettings.inFile(data.resolve("novacron")),
        List.of("sim"),
        64,
        Map.of(),
        Optional.empty(),
        false);
  }

  @Test
  void warnsOfWhatDoesNotKeepANodeFromStartingInMilliseconds(@TempDir Path data) {
    var settings = settings(data, 0);
    var times =
        IntStream.range(0, 9)
            .mapToLong(_ -> {
              long begin = System.nanoTime();
              assertThat(ResourceCheck.run(settings))
                  .allMatch(finding -> finding.level() == Level.WARNING);
              return System.nanoTime() - begin;
            })
            .sorted()
            .toArray();
    assertThat(Duration.ofNanos(times[4])).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void refusesWithDescriptionCauseAndActionOfAllFaults() throws Exception {
    int http = 1; // root may bind it, others may not: both servers ask for it
    var settings = settings(Path.of("/proc/self/novacron"), http);
    var twice =
        new NodeSettings(
            settings.id(),
            settings.site(),
            settings.bind(),
            new NodeSettings.Ports(settings.ports().artery(), http, http, 0),
            settings.transferHost(),
            settings.data(),
            settings.seeds(),
            settings.database(),
            settings.drivers(),
            settings.memoryMiB(),
            settings.peerRoutes(),
            settings.failpoints(),
            false);
    assertThatThrownBy(() -> ResourceCheck.run(twice))
        .isInstanceOfSatisfying(
            StartException.class,
            e -> {
              assertThat(e.description()).contains("disk", "ports");
              assertThat(e.reason()).contains("/proc/self/novacron", "are both 1");
              assertThat(e.action()).contains("--data", "another port");
            });
  }
}
