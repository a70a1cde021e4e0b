package io.novacron.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of its caches {@code ./novacron start} takes: its own function, run by itself. */
class LauncherTest {
  @TempDir private Path folder;

  /** In a folder without a configuration, with {@code variable} set unless it is empty. */
  private String taken(String variable, String... arguments) throws Exception {
    String script =
        "set -euo pipefail; cd '%s'; source <(sed -n '/^node_args()/,/^}/p; /^node_args_for()/,/^}/p' '%s'); node_args \"$@\""
            .formatted(folder, Repository.ROOT.resolve("novacron"));
    List<String> command = new ArrayList<>(List.of("env"));
    if (!variable.isEmpty()) {
      command.add(variable);
    }
    command.addAll(List.of("bash", "-c", script, "bash"));
    command.addAll(Arrays.asList(arguments));
    var run = Repository.run(folder.resolve("log"), 10, command);
    assertThat(run.code()).as(run.output()).isZero();
    return run.output();
  }

  private String takenFor(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("other.yaml"), yaml);
    String said = taken("", "--id", "n1", "--config", file.toString());
    assertThat(taken("", "--config=" + file)).isEqualTo(said);
    return said;
  }

  @ParameterizedTest
  @CsvSource({
    "node, --id n1",
    "node, --data /srv/kamon",
    "node, --set monitoring.kamon.enabled=false",
    "node-kamon, --set monitoring.kamon.enabled=true",
    "node-kamon, --bind 10.0.0.1 --set monitoring.kamon.enabled=true",
    "node-site, --set security.tls=on",
    "node-site, --set cache.url=redis://10.0.0.1:6379",
    "node-site, --database-url jdbc:postgresql://db/novacron",
    "node-site, --bind 10.0.0.1",
    "node, --config",
    "node, --config /nowhere/novacron.yaml"
  })
  void argumentsAreLookedAt(String cache, String arguments) throws Exception {
    assertThat(taken("", arguments.split(" ", -1))).isEqualTo(cache);
  }

  @ParameterizedTest
  @CsvSource({
    "node-kamon, NOVACRON_MONITORING_KAMON_ENABLED=true",
    "node, NOVACRON_MONITORING_KAMON_ENABLED=false",
    "node-site, NOVACRON_DATABASE_URL=jdbc:postgresql://db/novacron",
    "node-site, NOVACRON_CACHE_URL=redis://10.0.0.1",
    "node, OTHER=redis://10.0.0.1"
  })
  void variablesAreLookedAt(String cache, String variable) throws Exception {
    assertThat(taken(variable)).isEqualTo(cache);
  }

  @Test
  void theFileIsLookedAtWithoutItsComments() throws Exception {
    assertThat(takenFor("monitoring:\n  kamon:\n    # costs\n    enabled: true"))
        .isEqualTo("node-kamon");
    assertThat(takenFor("monitoring: {kamon: {enabled: ${MEASURED:true}}}\n"))
        .isEqualTo("node-kamon");
    assertThat(takenFor("monitoring:\n  kamon:\n    enabled: false\n")).isEqualTo("node");
    assertThat(takenFor("# monitoring.kamon.enabled=true\nsystem:\n  id: a\n")).isEqualTo("node");
    assertThat(takenFor("security:\n  tls: \"on\"\n")).isEqualTo("node-site");
    assertThat(takenFor("security:\n  tls: off\n")).isEqualTo("node");
    assertThat(takenFor("")).isEqualTo("node");
  }

  @Test
  void theUsualFileIsLookedAtWhenNoneIsNamed() throws Exception {
    Files.writeString(folder.resolve("novacron.yaml"), "cache:\n  url: redis://10.0.0.1\n");
    assertThat(taken("", "--id", "n1")).isEqualTo("node-site");
  }
}
