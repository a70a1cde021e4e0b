package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ServerMainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    var nothing = new ByteArrayInputStream(new byte[0]);
    return H2ServerMain.run(
        arguments,
        nothing,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void itServesUntilItsInputEndsAndKeepsWhatWasWritten() throws Exception {
    try (var server = H2ServerProcess.start(folder, 0);
        var node = TestNode.on(server.settings())) {
      assertThat(node.add(node.counter("a"), 3)).isEqualTo(3);
      server.closeInput();
      assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.process().exitValue()).isZero();
    }
    try (var server = H2ServerProcess.start(folder, 0);
        var node = TestNode.on(server.settings())) {
      assertThat(node.get(node.counter("a"))).isEqualTo(3);
    }
  }

  @Test
  void itEndsWithTheProcessThatItIsTiedTo() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    try (var server = H2ServerProcess.start(folder, 0, parent.pid())) {
      parent.destroyForcibly();
      assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aDatabaseThatSomebodyElseServesIsRefused() throws Exception {
    try (var server = H2ServerProcess.start(folder, 0)) {
      assertThat(server.process().isAlive()).isTrue();
      assertThat(run(folder + "", "0")).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("Another process has the file");
    }
  }

  @Test
  void aPortThatIsTakenIsRefused() throws Exception {
    try (var server = H2Server.start(folder.resolve("one"), 0)) {
      assertThat(run(folder.resolve("two") + "", server.port() + "")).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("port");
    }
  }

  @Test
  void withoutInputItEndsAtOnceAndWrongArgumentsAreExplained() {
    assertThat(run(folder + "", "0")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("listening \\d+\\R");
    assertThat(run()).isEqualTo(2);
    assertThat(run(folder + "", "x")).isEqualTo(1);
  }

  @Test
  void onlyItsOwnerReadsThePassword() throws Exception {
    try (var server = H2Server.start(folder, 0)) {
      Path file = folder.resolve("database.password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).hasSizeGreaterThan(20);
      String other = server.settings().url().replace("/novacron", "/other");
      for (String url : List.of(server.settings().url(), other)) {
        var stranger = DatabaseSettings.at(url, "novacron", new Secret.None());
        assertThatThrownBy(() -> Schema.migrate(stranger))
            .isInstanceOf(DatabaseUnavailableException.class);
      }
    }
  }
}
