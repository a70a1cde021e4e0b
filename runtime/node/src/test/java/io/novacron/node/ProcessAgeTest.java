package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {
  @Test
  void aProcessIsALittleOlderThanItsJvm() {
    long jvmMillis =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long age = Duration.ofNanos(ProcessAge.nanos()).toMillis();
    assertThat(age).isBetween(jvmMillis - 50, jvmMillis + 5_000);
  }

  @Test
  void aNameWithSpacesAndParenthesesMisleadsNobody() {
    String stat =
        "4711 (a (b) c) S 1 2 3 0 -1 4194304 100 0 0 0 7 8 0 0 20 0 30 0 123456 5000 600 0 0";
    assertThat(ProcessAge.startSeconds(stat)).isCloseTo(1234.56, Offset.offset(1e-9));
    assertThat(ProcessAge.upSeconds("1300.25 2400.00\n")).isCloseTo(1300.25, Offset.offset(1e-9));
  }
}
