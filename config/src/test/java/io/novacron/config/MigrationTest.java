package io.novacron.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.config.Migration.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
  private static final Path PAGE = Path.of("../docs/config-migration.md");

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> told(Migration.Result result) {
    return result.report().stream()
        .map(line ->
            "%s %s %s %s: %s"
                .formatted(
                    line.origin().text().replace(folder + "/", ""),
                    line.old(),
                    line.outcome(),
                    line.key(),
                    line.why()))
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  private Configuration load(Migration.Result result) throws IOException {
    return Sources.none().file(file("novacron.yaml", result.yaml())).load();
  }

  @Test
  void oneFileBecomesTheUnifiedOneOfItsMode() throws IOException {
    var result =
        Migration.of(
            List.of(
                file(
                    "internet.yaml",
                    """
                    version: 1
                    node:
                      name: web
                      http-port: 9000
                      guest-memory: 2GiB
                      hypervisors: [ qemu ]
                    transport:
                      compression: zstd-6
                      window: 64MiB
                    cluster:
                      failure-pause: 5s
                      stable-after: 1500ms
                    """)));
    assertThat(result.yaml())
        .isEqualTo(
            """
            # Made by 'novacron config migrate' of internet.yaml.

            system:
              id: web
              mode: internet
              ports:
                rest: 9000

            dwcp:
              modes:
                internet:
                  compression-level: 6
              amst:
                in-flight-mib: 64
              acp:
                acceptable-pause-ms: 5000
                stable-after-seconds: 2

            hypervisor:
              drivers: ["qemu"]
              memory-mib: 2048
            """);
    assertThat(told(result))
        .contains(
            "internet.yaml:1 version DROPPED : the layout has no number any more",
            "internet.yaml:3 node.name MOVED system.id: ",
            "internet.yaml:12 cluster.stable-after ADJUSTED dwcp.acp.stable-after-seconds: rounded"
                + " up to 2",
            "internet.yaml:1  MOVED system.mode: the name of the only file");
    assertThat(load(result).text("system.mode")).isEqualTo("internet");
  }

  @Test
  void filesOfSeveralModesAreOneAndContradictionsAreToldOf() throws IOException {
    var result =
        Migration.of(
            List.of(
                file(
                    "datacenter.yaml", "node: { name: a, site: x }\ntransport: { streams: 256 }\n"),
                file("hybrid.yaml", "node: { name: a, site: y }\ntransport: { streams: 8 }\n")));
    assertThat(told(result))
        .contains(
            "datacenter.yaml:2 transport.streams ADJUSTED dwcp.modes.datacenter.streams: 256 is not"
                + " possible any more: an integer (1 to 64)",
            "hybrid.yaml:1 node.name MERGED system.id: as in datacenter.yaml:1",
            "hybrid.yaml:1 node.site DROPPED system.site: a node has one; that of"
                + " datacenter.yaml:1 is kept",
            "hybrid.yaml:2 transport.streams MOVED dwcp.modes.hybrid.streams: ");
    Configuration configuration = load(result);
    assertThat(configuration.text("system.mode")).isEqualTo("auto");
    assertThat(configuration.integer("dwcp.modes.datacenter.streams")).isEqualTo(64);
    assertThat(configuration.integer("dwcp.modes.hybrid.streams")).isEqualTo(8);
  }

  @Test
  void whatCannotBeTakenIsDroppedWithTheReasonAndASecretIsNotRepeated() throws IOException {
    var result =
        Migration.of(
            List.of(
                file(
                    "hybrid.yaml",
                    """
                    node: { nmae: a, http-port: many }
                    transport: { rdma: true, frame: 128, compression: lz4 }
                    database: { password: hunter2 }
                    logging: { level: LOUD, json: true }
                    """)));
    assertThat(told(result))
        .contains(
            "hybrid.yaml:1 node.nmae DROPPED : it is no key of version 1; did you mean"
                + " 'node.name'?",
            "hybrid.yaml:1 node.http-port DROPPED : 'many' is not an integer (0 to 65535)",
            "hybrid.yaml:2 transport.rdma DROPPED : transfers use TCP in every mode",
            "hybrid.yaml:2 transport.frame DROPPED : is not a size such as 128KiB, 64MiB or 2GiB",
            "hybrid.yaml:2 transport.compression DROPPED : is not zstd-LEVEL;"
                + " dwcp.features.compression switches it off",
            "hybrid.yaml:3 database.password DROPPED : a secret is a file or a variable today,"
                + " never a value: set database.password-file",
            "hybrid.yaml:4 logging.level DROPPED : 'loud' is not one of error, warn, info, debug,"
                + " trace");
    assertThat(result.yaml() + told(result)).doesNotContain("hunter2").contains("format: json");
  }

  @Test
  void variablesStayVariables() throws IOException {
    var result =
        Migration.of(
            List.of(
                file(
                    "hybrid.yaml",
                    """
                    node: { name: "${NAME}", http-port: "${PORT:9000}", guest-memory: "${MEMORY}" }
                    tls: { ca: "${TLS}/ca.pem", certificate: /c.pem, key: /k.pem }
                    """)));
    assertThat(result.yaml()).contains("id: \"${NAME}\"", "rest: ${PORT:9000}\n", "tls: files");
    assertThat(told(result))
        .contains(
            "hybrid.yaml:1 node.guest-memory DROPPED : stands for a variable, and would have to be"
                + " converted: set it by hand");
    var configuration =
        Sources.none()
            .file(file("novacron.yaml", result.yaml()))
            .environment(Map.of("NAME", "b", "TLS", "/etc"))
            .load();
    assertThat(configuration.text("system.id")).isEqualTo("b");
    assertThat(configuration.text("security.ca")).isEqualTo("/etc/ca.pem");
  }

  @Test
  void whatWouldBeWrongIsRefused() throws IOException {
    Path other = file("production.yaml", "");
    assertThatThrownBy(() -> Migration.of(List.of(other)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not named after a mode: datacenter.yaml, internet.yaml");
    Path clash = file("hybrid.yaml", "node: { http-port: 7400 }\n");
    assertThatThrownBy(() -> Migration.of(List.of(clash)))
        .hasMessageContaining("hybrid.yaml:1: system.ports.rest: 7400 is that of");
    Path broken = file("internet.yaml", "node: [\n");
    assertThatThrownBy(() -> Migration.of(List.of(broken))).hasMessageContaining("is no YAML");
  }

  @Test
  void everyKeyOfVersion1IsAccountedForAndLeadsToOneOfToday() {
    var schema = Schema.load();
    assertThat(OldLayout.keys().values())
        .filteredOn(OldLayout.Fate.Moved.class::isInstance)
        .extracting(OldLayout.Fate.Moved.class::cast)
        .allSatisfy(
            moved -> assertThat(schema.demand(moved.key().formatted("hybrid"))).isNotNull());
  }

  @Test
  void thePageNamesEveryOldKeyAndItsSamplesDoWhatItSays() throws IOException {
    String page = Files.readString(PAGE);
    OldLayout.keys()
        .forEach((old, fate) -> {
          String today =
              switch (fate) {
                case OldLayout.Fate.Moved moved -> "`" + moved.key().formatted("MODE") + "`";
                case OldLayout.Fate.Gone gone -> gone.why();
              };
          assertThat(page.lines())
              .as(old)
              .anyMatch(line -> line.contains("`" + old + "`") && line.contains(today));
        });
    var samples = Pattern.compile("(?s)# (\\w+\\.yaml)\n(.*?)```").matcher(page).results().toList();
    assertThat(samples).hasSize(4);
    List<Path> old = new ArrayList<>();
    for (var sample : samples.subList(0, 3)) {
      old.add(file(sample.group(1), sample.group(2)));
    }
    var result = Migration.of(old);
    assertThat(result.yaml().lines().skip(2).toList())
        .isEqualTo(samples.get(3).group(2).strip().lines().toList());
    assertThat(result.report()).extracting(Migration.Line::outcome).contains(Outcome.values());
  }
}
