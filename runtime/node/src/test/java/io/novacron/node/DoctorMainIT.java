package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: what it prints and how it ends. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class DoctorMainIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;

  private record Run(int code, String output) {
    private JsonNode document() throws IOException {
      return new ObjectMapper().readTree(output);
    }
  }

  /** Runs it with free ports in the test's folder, after the words of {@code shell}. */
  private Run doctor(String shell, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
    command.addAll(List.of(JAVA, "-cp", System.getProperty("java.class.path")));
    command.add("io.novacron.node.DoctorMain");
    command.addAll(List.of("-o", "json", "--data", folder.resolve("data").toString()));
    command.addAll(List.of("--artery-port", String.valueOf(FreePort.find())));
    command.addAll(List.of("--http-port", "0", "--set", "system.ports.events=0"));
    command.addAll(List.of("--management-port", "0", "--transfer-port", "0"));
    command.addAll(List.of(options));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertThat(process.waitFor(80, TimeUnit.SECONDS)).isTrue();
      return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean has(JsonNode report, String check, String state, String measured) {
    for (JsonNode finding : report.get("findings")) {
      if (finding.get("check").asText().equals(check)
          && finding.get("state").asText().equals(state)
          && finding.get("measured").asText().contains(measured)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void endsWithZeroWhereANodeWouldStartAndWarnsOfMissingFlags() throws Exception {
    Run run = doctor("", "--drivers", "sim");
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.document().get("wouldStart").asBoolean()).isTrue();
    assertThat(has(run.document(), "jdk", "warning", "--enable-native-access")).isTrue();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void endsWithFiveWhereTooFewFilesMayBeOpen() throws Exception {
    Run run = doctor("ulimit -n 300;", "--drivers", "sim");
    assertThat(run.code()).as(run.output()).isEqualTo(5);
    assertThat(has(run.document(), "file-descriptors", "fault", "at most 300")).isTrue();
  }

  @Test
  void endsWithTwoForAWrongOption() throws Exception {
    assertThat(doctor("", "--no-such-option").code()).isEqualTo(2);
    assertThat(doctor("", "--ntp").code()).isEqualTo(2);
  }

  /** Names under .invalid never resolve (RFC 6761). */
  @Test
  void namesThatDoNotResolveDoNotHoldItUp() throws Exception {
    long begin = System.nanoTime();
    Run run =
        doctor(
            "",
            "--drivers",
            "sim",
            "--ntp",
            "time.invalid",
            "--cache",
            "redis.invalid",
            "--seeds",
            "seed.invalid:25520",
            "--database-url",
            "jdbc:postgresql://database.invalid/novacron");
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
    assertThat(run.code()).as(run.output()).isEqualTo(5);
    assertThat(has(run.document(), "database", "fault", "")).as(run.output()).isTrue();
    assertThat(has(run.document(), "cache", "warning", "")).as(run.output()).isTrue();
    assertThat(has(run.document(), "clock", "warning", "time.invalid")).isTrue();
  }

  @Test
  void aFullDiskIsAFault() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("data"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk.toString()),
        "a small disk cannot be mounted here: needs root");
    try {
      Run run = doctor("", "--drivers", "sim");
      assertThat(run.code()).as(run.output()).isEqualTo(5);
      assertThat(has(run.document(), "disk", "fault", "a node needs 64")).as(run.output()).isTrue();
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
