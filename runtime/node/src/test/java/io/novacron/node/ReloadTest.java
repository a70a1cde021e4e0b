package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.novacron.client.resource.ConfigChangeResource;
import io.novacron.client.resource.ConfigValueResource;
import io.novacron.config.Configuration;
import io.novacron.config.Revision;
import io.novacron.config.Sources;
import io.novacron.control.Refusal;
import io.novacron.vm.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ReloadTest {
  private static final String KEY = "cache.ttl-seconds";

  @TempDir Path folder;

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("novacron.yaml"), text);
  }

  private Reload reload() throws IOException {
    file("system:\n  id: a\n");
    return new Reload(
        Sources.none()
            .file(folder.resolve("novacron.yaml"))
            .option("system.site", "berlin", "--site")
            .load());
  }

  private static String seconds(Reload reload) {
    return reload.current().text(KEY);
  }

  @Test
  void whatHasChangedIsTakenInAndToldToWhoCares() throws IOException {
    Reload reload = reload();
    List<String> told = new ArrayList<>();
    reload.on(now -> told.add(now.text(KEY)), KEY).on(_ -> told.add("level"), LogLevel.KEY);

    file("system:\n  id: a\ncache:\n  ttl-seconds: 7\n");
    assertThat(reload.plan()).isInstanceOf(Revision.Ready.class);
    assertThat(told).isEmpty();
    assertThat(seconds(reload)).isEqualTo("3600");
    assertThat(reload.apply()).isInstanceOf(Revision.Ready.class);
    assertThat(told).containsExactly("7");
    assertThat(seconds(reload)).isEqualTo("7");
    assertThat(reload.current().text("system.site")).isEqualTo("berlin");
  }

  @Test
  void anInvalidFileLeavesTheOldValues() throws IOException {
    Reload reload = reload();
    reload.on(
        _ -> {
          throw new AssertionError("told of an invalid file");
        },
        KEY);
    file("system:\n  id: a\ncache:\n  ttl-seconds: many\n");
    assertThat(reload.apply())
        .asInstanceOf(type(Revision.Invalid.class))
        .satisfies(invalid -> assertThat(invalid.faults()).hasSize(1));
    assertThat(seconds(reload)).isEqualTo("3600");
    Files.delete(folder.resolve("novacron.yaml"));
    assertThat(reload.apply()).isInstanceOf(Revision.Invalid.class);
    assertThat(seconds(reload)).isEqualTo("3600");
  }

  @Test
  void nothingIsTakenInWhileSomethingNeedsARestart() throws IOException {
    Reload reload = reload();
    file("system:\n  id: b\ncache:\n  ttl-seconds: 7\n");
    assertThat(reload.apply()).isInstanceOf(Revision.NeedsRestart.class);
    assertThat(seconds(reload)).isEqualTo("3600");
  }

  @Test
  void whatOnePartCannotTakeIsTakenBackFromTheOthers() throws IOException {
    Reload reload = reload();
    List<String> told = new ArrayList<>();
    reload.on(now -> told.add(now.text(KEY)), KEY);
    reload.on(
        now -> {
          if (now.integer(KEY) == 7) {
            throw new IllegalArgumentException("not seven");
          }
        },
        KEY);
    file("system:\n  id: a\ncache:\n  ttl-seconds: 7\n");
    assertThatThrownBy(reload::apply)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("not seven");
    assertThat(told).containsExactly("7", "3600");
    assertThat(seconds(reload)).isEqualTo("3600");
  }

  @Test
  void onlyWhatCanChangeIsListenedTo() throws IOException {
    Reload reload = reload();
    assertThatThrownBy(() -> reload.on(_ -> {}, "system.id"))
        .hasMessageContaining("does not change while a node runs");
    assertThat(reload.unheard()).contains(KEY, LogLevel.KEY);
    reload.read(KEY);
    assertThat(reload.unheard()).doesNotContain(KEY);
  }

  @Test
  void usersAreShownWhatCountsAndWhatChanges() throws IOException {
    Reload reload = reload();
    var view = new ConfigView("n1", reload);
    assertThat(view.show().file()).endsWith("novacron.yaml");
    assertThat(view.show().values())
        .contains(
            new ConfigValueResource("system.site", "berlin", "command line --site", false),
            new ConfigValueResource(KEY, "3600", "default", true));

    file("system:\n  id: b\n");
    var change = new ConfigChangeResource("system.id", "a", "b", origin(2), false);
    assertThat(view.plan().changes()).containsExactly(change);
    assertThatThrownBy(view::reload)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.WRONG_STATE))
        .hasMessageContaining("a restart is needed for system.id");

    file("system:\n  id: b\n  mode: cloud\n");
    assertThatThrownBy(view::reload)
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("system.mode: 'cloud' is not one of")
        .hasMessageContaining(origin(3));
    assertThatThrownBy(view::plan).isInstanceOf(InvalidSpecException.class);

    file("system:\n  id: a\ncache:\n");
    assertThat(view.reload().changes()).isEmpty();
    assertThat(view.reload().applied()).isTrue();
  }

  private String origin(int line) {
    return folder.resolve("novacron.yaml") + ":" + line;
  }

  @Test
  void aHangupReadsTheFileAgainAndSurvivesAWrongOne() throws Exception {
    Reload reload = reload();
    Hangup.reloads(reload);
    file("system:\n  id: a\n  mode: cloud\n");
    Hangup.reload(reload);
    file("system:\n  id: b\n");
    Hangup.reload(reload);
    assertThat(seconds(reload)).isEqualTo("3600");
    file("system:\n  id: a\ncache:\n  ttl-seconds: 7\n");
    assumeFalse(isHangupIgnored(), "this JVM was started with nohup, which the JVM respects");
    String self = String.valueOf(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor(10, TimeUnit.SECONDS))
        .isTrue();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> seconds(reload).equals("7"));
  }

  private static boolean isHangupIgnored() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+", -1)[1], 16) & 1) != 0);
  }

  @Test
  void theLevelOfTheLogFollows() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    try {
      LogLevel.apply(Sources.of(Map.of(LogLevel.KEY, "trace")));
      assertThat(root.getLevel()).isEqualTo(Level.TRACE);
      LogLevel.apply(Configuration.defaults());
      assertThat(root.getLevel()).isEqualTo(Level.INFO);
    } finally {
      root.setLevel(before);
    }
  }
}
