package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a socket as systemd's. */
class SystemdTest {
  private static final int SOON_MILLIS = 5_000;
  private static final int A_WHILE_MILLIS = 500;

  private static Systemd at(String socket, String... more) {
    return Systemd.of(
        more.length == 0
            ? Map.of("NOTIFY_SOCKET", socket)
            : Map.of("NOTIFY_SOCKET", socket, more[0], more[1]),
        7);
  }

  @Test
  void tellsEachTurnOfALifeToAPathAndToAnAbstractName(@TempDir Path folder) {
    String name = "@novacron-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    for (String path : List.of(folder.resolve("notify").toString(), name)) {
      try (var receiver = new DatagramReceiver(path);
          Systemd systemd = at(path)) {
        systemd.status("database");
        systemd.extend(Duration.ofSeconds(2));
        systemd.ready("ready in 1.9 s\n(sequential: 5 s)");
        systemd.stopping("leaving the cluster");
        assertThat(receiver.next(SOON_MILLIS)).hasValue("STATUS=database");
        assertThat(receiver.next(SOON_MILLIS)).hasValue("EXTEND_TIMEOUT_USEC=2000000");
        assertThat(receiver.next(SOON_MILLIS))
            .hasValue("READY=1\nSTATUS=ready in 1.9 s (sequential: 5 s)");
        assertThat(receiver.next(SOON_MILLIS)).hasValue("STOPPING=1\nSTATUS=leaving the cluster");
      }
    }
  }

  @Test
  void aReloadSaysWhenItBeganOnTheMachinesMonotonicClock(@TempDir Path folder) throws Exception {
    String path = folder.resolve("notify").toString();
    try (var receiver = new DatagramReceiver(path);
        Systemd systemd = at(path)) {
      systemd.reloading("new settings");
      String message = receiver.next(SOON_MILLIS).orElseThrow();
      assertThat(message)
          .startsWith("RELOADING=1\nMONOTONIC_USEC=")
          .endsWith("STATUS=new settings");
      long micros = Long.parseLong(message.split("[=\n]", -1)[3]);
      long now = DatagramReceiver.monotonicMicros();
      assertThat(micros).isBetween(now - 5_000_000, now);
    }
  }

  @Test
  void givesSignsOfLifeOnlyWhileItLives(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    var alive = new AtomicBoolean(true);
    try (var receiver = new DatagramReceiver(path);
        Systemd systemd = at(path, "WATCHDOG_USEC", "40000")) {
      assertThat(systemd.watchdogPeriod()).hasValue(Duration.ofMillis(20));
      systemd.watch(alive::get);
      for (int i = 0; i < 5; i++) {
        assertThat(receiver.next(SOON_MILLIS)).hasValue("WATCHDOG=1");
      }
      alive.set(false);
      Optional<String> last = Optional.of("");
      for (int i = 0; i < 20 && last.isPresent(); i++) {
        last = receiver.next(A_WHILE_MILLIS);
      }
      assertThat(last).as("a sign of life of a dead node").isEmpty();
    }
  }

  @Test
  void aWatchdogOfAnotherProcessIsNotFed() {
    var environment = Map.of("WATCHDOG_USEC", "1000000", "WATCHDOG_PID", "8");
    assertThat(Systemd.of(environment, 7).watchdogPeriod()).isEmpty();
    assertThat(Systemd.of(environment, 8).watchdogPeriod()).hasValue(Duration.ofMillis(500));
    assertThat(Systemd.of(Map.of("WATCHDOG_USEC", "soon"), 8).watchdogPeriod()).isEmpty();
  }

  @Test
  void whereNobodyListensNothingHappens(@TempDir Path folder) {
    for (String nobody : List.of("", folder.resolve("absent").toString(), "/" + "x".repeat(200))) {
      try (Systemd systemd = at(nobody, "WATCHDOG_USEC", "1000000")) {
        systemd.ready("up");
        systemd.watch(() -> true);
        systemd.stopping("down");
      }
    }
  }

  @Test
  void aReceiverThatDoesNotReadHoldsNobodyUp(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    try (var receiver = new DatagramReceiver(path);
        Systemd systemd = at(path)) {
      long begin = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        systemd.status("line " + i);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      assertThat(receiver.next(SOON_MILLIS)).hasValue("STATUS=line 0");
    }
  }
}
