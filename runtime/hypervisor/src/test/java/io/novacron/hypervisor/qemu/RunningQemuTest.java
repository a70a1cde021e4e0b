package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningQemuTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path dir;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String pmemsave = "{}";
  private volatile boolean running = true;

  /** One of 64 MiB. */
  private ScriptedMonitor qemu() throws Exception {
    return ScriptedMonitor.on(socket(), this::answer);
  }

  private Path socket() {
    return dir.resolve("qmp");
  }

  private String answer(String line) {
    String command = text(line, "execute");
    asked.add(command);
    String result =
        switch (command) {
          case "query-status" -> "{\"running\": " + running + "}";
          case "qom-get" -> "\"pc-i440fx-7.2-machine\"";
          case "query-memory-size-summary" -> "{\"base-memory\": " + 64 * MIB + "}";
          case "pmemsave" -> pmemsave;
          default -> "{}";
        };
    String key = result.contains("class") ? "error" : "return";
    return "{\"" + key + "\": " + result + ", \"id\": " + number(line) + "}\r\n";
  }

  private static String text(String line, String key) {
    int at = line.indexOf(':', line.indexOf('"' + key + '"'));
    int begin = line.indexOf('"', at) + 1;
    return line.substring(begin, line.indexOf('"', begin));
  }

  private static String number(String line) {
    return line.replaceAll(".*\"id\":\\s*(\\d+).*", "$1").strip();
  }

  private long capture() {
    return RunningQemu.capture(socket(), dir.resolve("memory"));
  }

  @Test
  void aRunningGuestStandsStillMeanwhileAndRunsOn() throws Exception {
    try (ScriptedMonitor _ = qemu()) {
      assertThat(capture()).isEqualTo(64 * MIB);
      assertThat(asked).containsSubsequence("stop", "pmemsave", "cont");
    }
  }

  @Test
  void aPausedGuestStaysPaused() throws Exception {
    running = false;
    try (ScriptedMonitor _ = qemu()) {
      capture();
      assertThat(asked).contains("pmemsave").doesNotContain("stop", "cont");
    }
  }

  @Test
  void aGuestThatCannotBeWrittenRunsOnAndTheReasonIsSaid() throws Exception {
    pmemsave = "{\"class\": \"GenericError\", \"desc\": \"Could not open the file\"}";
    try (ScriptedMonitor _ = qemu()) {
      assertThatThrownBy(this::capture).hasMessageContaining("Could not open the file");
      assertThat(asked).last().isEqualTo("cont");
    }
  }

  @Test
  void withoutASocketNobodyIsWaitedFor() {
    assertThatThrownBy(this::capture)
        .isInstanceOfSatisfying(
            HypervisorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }
}
