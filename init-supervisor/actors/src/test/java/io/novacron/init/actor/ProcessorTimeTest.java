package io.novacron.init.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  @Test
  void userAndSystemTimeCountAndNamesMayHoldAnything() {
    String stat = "7 (a) b (c)) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 9 9 20 0 30 0 777 1 2";

    assertThat(ProcessorTime.nanos(stat)).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void growsWithWorkUntilItIsStopped() {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs /proc");
    var time = ProcessorTime.fromNow();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofNanos(1))
        .until(() -> time.nanos() > 20_000_000);
    time.stop();
    long at = time.nanos();
    time.stop();

    assertThat(time.nanos()).isEqualTo(at);
  }
}
