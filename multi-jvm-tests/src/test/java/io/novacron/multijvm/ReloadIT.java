package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.novacron.client.NovaCronClient;
import io.novacron.client.ProblemException;
import io.novacron.client.resource.ConfigValueResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of a real process. */
class ReloadIT {
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final int USAGE = 2;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("novacron.yaml"), text);
  }

  private Path level(String level) throws IOException {
    return file("monitoring:\n  log:\n    level: " + level + "\n");
  }

  private static String level(NovaCronClient client) {
    return value(client, "monitoring.log.level").value();
  }

  private static ConfigValueResource value(NovaCronClient client, String key) {
    return client.configuration().get().values().stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRunningNodeTakesInWhatHasChangedInItsFileAllOrNothing() throws Exception {
    Path file = level("info");
    try (NodeProcess node = new LoneNode(folder).start("--config", file.toString());
        var client = NovaCronClient.at(node.spec().api())) {
      node.awaitReady(LIMIT);
      assertThat(value(client, "system.id").origin()).isEqualTo("command line --id");
      assertThat(value(client, "monitoring.log.level").origin()).isEqualTo(file + ":3");

      level("debug");
      assertThat(client.configuration().plan().changes())
          .extracting(change -> change.key() + ": " + change.before() + " > " + change.after())
          .containsExactly("monitoring.log.level: info > debug");
      assertThat(level(client)).isEqualTo("info");
      assertThat(client.configuration().reload().applied()).isTrue();
      assertThat(level(client)).isEqualTo("debug");

      level("loud");
      assertThatThrownBy(() -> client.configuration().reload())
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().code()).isEqualTo("invalid-spec"));
      file("monitoring:\n  log:\n    level: warn\nsystem:\n  mode: internet\n");
      assertThatThrownBy(() -> client.configuration().reload())
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("a restart is needed for system.mode");
      assertThat(level(client)).isEqualTo("debug");

      level("warn");
      hangUp(node);
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> level(client).equals("warn"));
      assertThat(node.isReady()).isTrue();
    }
  }

  /** A process that ignores it, as one started with nohup does, goes on ignoring it. */
  private static void hangUp(NodeProcess node) throws Exception {
    boolean ignored =
        Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+", -1)[1], 16) & 1) != 0);
    assumeFalse(ignored, "this test was started with nohup");
    var kill = new ProcessBuilder("kill", "-HUP", String.valueOf(node.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aWrongFileEndsTheStartAndAllThatIsWrongIsSaid() throws IOException {
    Path file = file("system:\n  mode: cloud\ndatabse:\n  url: x\n");
    try (NodeProcess node = new LoneNode(folder).start("--config", file.toString())) {
      assertThat(node.awaitEnd(LIMIT)).isTrue();
      assertThat(node.exitCode()).isEqualTo(USAGE);
      assertThat(node.log())
          .contains(file + ":2: system.mode: 'cloud' is not one of auto, datacenter, internet")
          .contains(file + ":3: databse: is no key; did you mean 'database'?");
    }
  }
}
