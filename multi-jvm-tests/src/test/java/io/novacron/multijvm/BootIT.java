package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that boot under bad conditions. */
class BootIT {
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final Duration GOODBYE = Duration.ofSeconds(40);
  private static final int CANNOT_RUN = 5;
  private static final int TERMINATED = 128 + 15;

  /** From before the actor system is there until after the node is up; a boot takes about 2 s. */
  private static final int[] SIGNALS_AFTER_MILLIS = {
    100, 400, 600, 700, 850, 1000, 1400, 1800, 2500, 4000
  };

  @TempDir Path folder;

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  @Test
  void aPortThatIsTakenEndsTheBootWithAReasonAndWhatToDo() throws IOException {
    var lone = new LoneNode(folder);
    try (var taken = new ServerSocket(lone.httpPort(), 1, InetAddress.getLoopbackAddress());
        NodeProcess node = lone.start()) {
      assertThat(node.awaitEnd(LIMIT)).as("ends by itself").isTrue();
      assertThat(node.exitCode()).isEqualTo(CANNOT_RUN);
      assertThat(node.log())
          .contains("Description: ")
          .contains("Cause: ")
          .contains(String.valueOf(taken.getLocalPort()))
          .contains("Action: ");
    }
  }

  @Test
  void aNodeWaitsForItsDatabaseAndBootsWhenThatIsBack() {
    try (DatabaseProcess database = DatabaseProcess.h2(folder)) {
      database.kill();
      try (NodeProcess node = new LoneNode(folder).startOn(database)) {
        pause(Duration.ofSeconds(20));
        assertThat(node.isAlive()).isTrue();
        assertThat(node.isReady()).isFalse();

        database.restart();
        node.awaitReady(LIMIT);
      }
    }
  }

  /**
   * Without what the JVM says when the signal comes before it is up itself, which nobody's code can
   * keep it from: it counts its own steps, and finds that it is shutting down.
   */
  private static String ours(String log) {
    return log.replaceAll(
        "java\\.lang\\.InternalError: Bad level: \\d\\R(?:\tat (?:java|jdk)\\..*\\R?)*", "");
  }

  @Test
  void aSignalInAnyPhaseOfTheBootEndsItInOrderAndTheNextBootSucceeds() {
    for (int millis : SIGNALS_AFTER_MILLIS) {
      try (NodeProcess node = new LoneNode(folder).start()) {
        pause(Duration.ofMillis(millis));
        node.terminate();

        assertThat(node.awaitEnd(GOODBYE)).as("ends after a signal at %d ms", millis).isTrue();
        assertThat(node.exitCode()).as(node.logTail()).isEqualTo(TERMINATED);
        assertThat(ours(node.log())).as("no fault of ours").doesNotContain("\tat ");
      }
    }
    try (NodeProcess node = new LoneNode(folder).start()) {
      node.awaitReady(LIMIT);
    }
  }
}
