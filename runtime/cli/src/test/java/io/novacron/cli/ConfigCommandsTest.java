package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import io.novacron.client.resource.Samples;
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
    cli.close();
  }

  @Test
  void noNodeIsAskedForWhatIsKnownHere() {
    cli.run("config", "explain");
    cli.run("config", "docs");
    cli.run("config", "schema");
    assertThat(cli.server.lines()).isEmpty();
  }

  @Test
  void aNodeTellsWhatCountsThere() {
    cli.server.answer(request -> FakeServer.json(200, Samples.CONFIG));
    assertThat(cli.run("config", "explain", "--node").out())
        .containsPattern("system\\.id +n1 +default +restart\n");
    assertThat(cli.run("config", "explain", "--node", "system.id").out())
        .contains("Name of this host");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/config");
    cli.server.answer(
        request -> FakeServer.json(200, Samples.CONFIG.replace("system.id", "system.future")));
    assertThat(cli.run("config", "explain", "--node", "system.future").out())
        .contains("Unknown to this version.");
  }

  @Test
  void aReloadIsPlannedAndDone() {
    cli.server.answer(request -> FakeServer.json(200, Samples.RELOAD));
    assertThat(cli.run("config", "reload", "--plan").out())
        .containsPattern("monitoring\\.log\\.level +info +debug +novacron.yaml:3 +reload\n");
    assertThat(cli.server.last().line()).isEqualTo("POST /v1/config:reload");
    assertThat(cli.server.last().body()).isEqualTo("{\"validateOnly\":true}");
    assertThat(cli.run("config", "reload", "-o", "json").out()).contains("\"applied\" : true");
    assertThat(cli.server.last().body()).isEqualTo("{\"validateOnly\":false}");
    cli.server.answer(
        request -> FakeServer.json(200, "{\"node\":\"n1\",\"applied\":true,\"changes\":[]}"));
    assertThat(cli.run("config", "reload").out()).isEqualTo("nothing changes on n1\n");
  }

  @Test
  void aReloadThatIsRefusedSaysWhy() {
    cli.server.answer(request -> FakeServer.problem(409, "wrong-state", false));
    assertThat(cli.run("config", "reload").exit()).isEqualTo(Exit.CONFLICT);
  }

  @Test
  void filesOfVersion1BecomeOne() throws IOException {
    Files.writeString(folder.resolve("hybrid.yaml"), "node: { name: a, insecure: true }\n");
    String to = folder.resolve("new.yaml").toString();
    var result = cli.run("config", "migrate", folder.toString(), "--to", to);
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsPattern("hybrid.yaml:1 +node.name +moved +system.id\n")
        .containsPattern("node.insecure +dropped +beyond loopback there is TLS always");
    assertThat(cli.run("config", "validate", to).exit()).isZero();
    assertThat(cli.run("config", "migrate", folder.toString(), "--to", to).err())
        .contains("is there already");
    var printed = cli.run("config", "migrate", folder.resolve("hybrid.yaml").toString());
    assertThat(printed.out()).isEqualTo(Files.readString(Path.of(to)));
    assertThat(printed.err()).contains("dropped");
  }

  @Test
  void aFolderWithoutFilesOfVersion1AndAWrongOneAreRefused() throws IOException {
    var nothing = cli.run("config", "migrate", folder.toString());
    assertThat(nothing.exit()).isEqualTo(Exit.USAGE);
    assertThat(nothing.err()).contains("holds none of datacenter.yaml");
    Files.writeString(folder.resolve("hybrid.yaml"), "node: { http-port: 7400 }\n");
    var clash = cli.run("config", "migrate", folder.toString());
    assertThat(clash.exit()).isEqualTo(Exit.USAGE);
    assertThat(clash.out()).isEmpty();
    assertThat(clash.err()).contains("hybrid.yaml:1: system.ports.rest: 7400 is that of");
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
  void aVariableThatIsMistypedIsDoubted() throws IOException {
    cli.environment.put("NOVACRON_SYSTEM_SIET", "berlin");
    var result = cli.run("config", "validate", file("system:\n  id: a\n"));
    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("sets no key; did you mean NOVACRON_SYSTEM_SITE?");
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
