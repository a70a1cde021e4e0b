package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
  private final Cli cli = Cli.always(200, "{}");

  @TempDir Path folder;

  @AfterEach
  void end() {
    assertThat(cli.server.lines()).isEmpty();
    cli.close();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("novacron.yaml"), text).toString();
  }

  @Test
  void aFileThatIsRightIsSaidToBe() throws IOException {
    String file = file("system:\n  id: a\n  site: ${SITE}\n");
    cli.environment.put("SITE", "berlin");
    cli.environment.put("NOVACRON_DATABASE_CONNECTIONS", "8");
    var result = cli.run("config", "validate", file);
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith(file + " is right: 2 of ")
        .endsWith("keys are given there, 1 by the environment or --set\n");
    assertThat(cli.run("config", "validate", file, "-o", "json").out()).isEqualTo("[ ]\n");
  }

  @Test
  void allThatIsWrongIsSaidWithItsLine() throws IOException {
    String file = file("system:\n  idd: a\n  mode: cloud\n");
    var result = cli.run("config", "validate", file);
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactlyInAnyOrder(
            file + ":2: system.idd: is no key; did you mean 'id'?",
            file + ":3: system.mode: 'cloud' is not one of auto, datacenter, internet, hybrid");
    assertThat(cli.run("config", "validate", file, "-o", "json").out())
        .contains("\"key\" : \"system.mode\"")
        .contains("\"origin\" : \"" + file + ":3\"");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    var result = cli.run("config", "validate", folder.resolve("absent.yaml").toString());
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("absent.yaml:1: cannot be read");
    assertThat(cli.run("config", "validate").err()).contains("name a file");
  }

  @Test
  void everyValueIsListedWithItsOrigin() throws IOException {
    String file = file("system:\n  id: a\n");
    cli.environment.put("NOVACRON_SYSTEM_SITE", "paris");
    var result = cli.run("config", "explain", "--config", file, "--set", "system.ports.rest=9000");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsPattern("system\\.id +a +" + file + ":2 +restart\n")
        .containsPattern("system\\.site +paris +environment NOVACRON_SYSTEM_SITE +restart\n")
        .containsPattern("system\\.ports\\.rest +9000 +command line --set +restart\n")
        .containsPattern("monitoring\\.log\\.level +info +default +reload\n")
        .containsPattern("database\\.url +\"\" +default");
  }

  @Test
  void aKeyIsExplainedWithAllThatIsKnownOfIt() {
    var result = cli.run("config", "explain", "database.connections");
    assertThat(result.out())
        .startsWith("database.connections = 4\n")
        .contains("default", "an integer (1 to 100)", "NOVACRON_DATABASE_CONNECTIONS")
        .contains("Too low: commands wait for one.")
        .contains("at the next start");
    assertThat(cli.run("config", "explain", "database.connections", "-o", "yaml").out())
        .contains("key: database.connections")
        .contains("value: '4'")
        .contains("reloadable: false");
  }

  @Test
  void aSectionIsExplainedWithItsKeysOnly() {
    assertThat(cli.run("config", "explain", "cache").out().lines().skip(1))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("cache."));
    assertThat(cli.run("config", "explain", "cache", "-o", "ndjson").out().lines())
        .allSatisfy(line -> assertThat(line).startsWith("{\"key\":\"cache."));
  }

  @Test
  void aKeyThatIsNotThereNamesTheNearest() {
    var result = cli.run("config", "explain", "database.conections");
    assertThat(result.exit()).isEqualTo(Exit.NOT_FOUND);
    assertThat(result.err()).contains("did you mean 'database.connections'?");
  }

  @Test
  void whatIsWrongIsSaidInsteadOfExplained() {
    var result = cli.run("config", "explain", "--set", "system.mode=cloud");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).startsWith("command line --set: system.mode: 'cloud' is not one of");
  }

  @Test
  void schemaAndPageArePrintedAsTheyAre() throws IOException {
    assertThat(cli.run("config", "schema").out())
        .startsWith("{")
        .contains("https://json-schema.org/draft/2020-12/schema");
    assertThat(cli.run("config", "docs").out())
        .isEqualTo(Files.readString(Path.of("../../docs/config.md")));
  }
}
