package io.novacron.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.multijvm.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the Dockerfile that are ours, run without a container around them. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ImageIT {
  @TempDir private Path folder;

  private String script(String name) {
    return Repository.deploy("docker/" + name).toString();
  }

  private void succeed(String log, int seconds, String... command) throws Exception {
    var run = Repository.run(folder.resolve(log), seconds, List.of(command));
    assertThat(run.code()).as(run.output()).isZero();
  }

  private boolean healthy(int management) throws Exception {
    var run =
        Repository.run(
            folder.resolve("healthy.log"),
            10,
            List.of("env", "NOVACRON_SYSTEM_PORTS_MANAGEMENT=" + management, script("healthy")));
    return run.code() == 0;
  }

  private static String metrics(int port) throws IOException {
    try (var answer = URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Which of its files a process has mapped. */
  private static Optional<String> mapped(Process process, String ending) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + process.pid() + "/maps"))) {
      return maps.filter(line -> line.endsWith(ending)).findFirst();
    }
  }

  @Test
  void whatAnImageHoldsStartsWithItsCacheAnswersItsHealthCheckAndEndsOnSigterm() throws Exception {
    Path image = folder.resolve("image");
    succeed("assemble.log", 60, script("assemble"), image.toString());
    succeed("train.log", 120, script("train"), image.toString());
    startsAndEnds(image, List.of(), () -> {});
    int prometheus = Ports.free(1).getFirst();
    startsAndEnds(
        image,
        List.of(
            "--set=monitoring.kamon.enabled=true",
            "--set=monitoring.prometheus.port=" + prometheus),
        () -> awaitFiguresOfActors(prometheus));
  }

  private void awaitFiguresOfActors(int port) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> metrics(port), body -> body.contains("pekko_system_active_actors"));
  }

  private void startsAndEnds(Path image, List<String> options, Runnable whileUp) throws Exception {
    List<Integer> ports = Ports.free(4);
    Process node = start(image, ports, options);
    try {
      assertThat(healthy(ports.get(2))).isFalse();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(300))
          .until(() -> healthy(ports.get(2)));
      assertThat(mapped(node, "/node.aot")).isPresent();
      assertThat(mapped(node, "image/java/lib/server/libjvm.so")).isPresent();
      whileUp.run();
      node.destroy();
      assertThat(node.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).isEqualTo(128 + 15);
    } finally {
      node.destroyForcibly();
    }
  }

  private Process start(Path image, List<Integer> ports, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                image.resolve("java/bin/java").toString(),
                "@" + image.resolve("node.args"),
                "io.novacron.node.Main",
                "--drivers=sim",
                "--data=" + folder.resolve("data"),
                "--artery-port=" + ports.get(0),
                "--http-port=" + ports.get(1),
                "--management-port=" + ports.get(2),
                "--transfer-port=" + ports.get(3)));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("node.log").toFile())
        .start();
  }
}
