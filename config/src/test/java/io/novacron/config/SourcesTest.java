package io.novacron.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("novacron.yaml"), text);
  }

  private List<String> faults(String text) throws IOException {
    return faults(Sources.none().file(file(text)));
  }

  private List<String> faults(Sources sources) {
    var refused = catchThrowableOfType(ConfigurationException.class, sources::load);
    assertThat(refused).as("it is refused").isNotNull();
    return refused.faults().stream()
        .map(Fault::sentence)
        .map(sentence -> sentence.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    Configuration configuration = Configuration.defaults();
    assertThat(configuration.text("system.id")).isEqualTo("n1");
    assertThat(configuration.integer("system.ports.rest")).isEqualTo(8080);
    assertThat(configuration.isOn("initialization.parallel")).isTrue();
    assertThat(configuration.list("hypervisor.drivers")).containsExactly("qemu", "sim");
    assertThat(configuration.path("system.data")).isEmpty();
    assertThat(configuration.seconds("cache.ttl-seconds")).isEqualTo(Duration.ofHours(1));
    assertThat(configuration.millis("cache.slow-ms")).isEqualTo(Duration.ofMillis(50));
    assertThat(configuration.values())
        .allSatisfy(value -> assertThat(value.origin()).isEqualTo(new Origin.Default()));
  }

  @Test
  void whatComesLaterWinsAndTheOriginIsKnown() throws IOException {
    Configuration configuration =
        Sources.none()
            .file(
                file(
                    """
                    system:
                      id: one
                      site: berlin
                      ports:
                        rest: 9000
                    """))
            .environment(Map.of("NOVACRON_SYSTEM_SITE", "paris", "NOVACRON_SYSTEM_ID", "two"))
            .option("system.id", "three", "--id")
            .load();

    assertThat(configuration.value("system.id").text()).isEqualTo("three");
    assertThat(configuration.value("system.id").origin().text()).isEqualTo("command line --id");
    assertThat(configuration.value("system.site").origin())
        .isEqualTo(new Origin.Environment("NOVACRON_SYSTEM_SITE"));
    assertThat(configuration.value("system.ports.rest").origin().text())
        .endsWith("novacron.yaml:5");
  }

  @Test
  void variablesAreExpandedAndTypedAfterwards() throws IOException {
    Configuration configuration =
        Sources.none()
            .file(
                file(
                    """
                    system:
                      id: ${HOST}-a
                      ports:
                        rest: ${REST:8181}
                        events: ${EVENTS:8182}
                    database:
                      user: $${literally}
                    """))
            .environment(Map.of("HOST", "web", "EVENTS", "9001"))
            .load();

    assertThat(configuration.text("system.id")).isEqualTo("web-a");
    assertThat(configuration.integer("system.ports.rest")).isEqualTo(8181);
    assertThat(configuration.integer("system.ports.events")).isEqualTo(9001);
    assertThat(configuration.text("database.user")).isEqualTo("${literally}");
  }

  @Test
  void allThatIsWrongIsNamedWithItsLine() throws IOException {
    assertThat(
            faults(
                """
                system:
                  idd: one
                  mode: cloud
                  site: ${SITE}
                  ports:
                    rest: many
                    management: 70000
                cluster:
                  seeds: [ "a:1", 2 ]
                databse:
                  url: x
                """))
        .containsExactlyInAnyOrder(
            "novacron.yaml:2: system.idd: is no key; did you mean 'id'?",
            "novacron.yaml:3: system.mode: 'cloud' is not one of auto, datacenter, internet,"
                + " hybrid",
            "novacron.yaml:4: system.site: the environment variable SITE is not set; set it, or"
                + " write ${SITE:default}",
            "novacron.yaml:6: system.ports.rest: 'many' is not an integer (0 to 65535)",
            "novacron.yaml:7: system.ports.management: '70000' is not an integer (0 to 65535)",
            "novacron.yaml:9: cluster.seeds[1]: '2' is not text of 1 to 300 letters",
            "novacron.yaml:10: databse: is no key; did you mean 'database'?");
  }

  @Test
  void aSectionThatIsNoneIsNamed() throws IOException {
    assertThat(faults("system: n1\n"))
        .containsExactly("novacron.yaml:1: system: 'n1' is not a section with keys below it");
    assertThat(faults("- system\n"))
        .singleElement()
        .asString()
        .startsWith("novacron.yaml:1: does not hold sections");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() throws IOException {
    assertThat(faults("system:\n  id: a\n  id: b\n"))
        .containsExactly("novacron.yaml:3: system.id: is there twice; the first one is in line 2");
  }

  @Test
  void whatIsNoYamlIsSaidWithItsLine() throws IOException {
    assertThat(faults("system:\n  id: [a\n"))
        .singleElement()
        .asString()
        .matches("novacron.yaml:[23]: is no YAML: .*");
    assertThat(faults("system: !!java.net.URL [x]\n"))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault).startsWith("novacron.yaml:1"));
  }

  @Test
  void anEmptyFileAndEmptySectionsAreDefaults() throws IOException {
    assertThat(Sources.none().file(file("")).load().text("system.id")).isEqualTo("n1");
    assertThat(Sources.none().file(file("# nothing\nsystem:\n  # id: x\n")).load().read())
        .isEmpty();
  }

  @Test
  void aFileThatIsNotThereOrTooLargeOrNoTextIsSaid() throws IOException {
    assertThat(faults(Sources.none().file(folder.resolve("absent.yaml"))))
        .singleElement()
        .asString()
        .startsWith("absent.yaml:1: cannot be read");
    assertThat(faults("a".repeat(YamlFile.MOST_BYTES + 1)))
        .containsExactly("novacron.yaml:1: is larger than 1 MiB: that is no configuration");
    Path binary = Files.write(folder.resolve("novacron.yaml"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(faults(Sources.none().file(binary))).isNotEmpty();
  }

  @Test
  void aFileThatUnfoldsWithoutEndIsRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
    }
    assertThat(faults(bomb.toString())).isNotEmpty();
    assertThat(faults("a: &a [ *a ]\n")).isNotEmpty();
    assertThat(faults("[".repeat(3000))).isNotEmpty();
  }

  @Test
  void aVariableThatIsMistypedIsDoubted() {
    Sources sources =
        Sources.none()
            .environment(
                Map.of(
                    "NOVACRON_SYSTEM_SIET", "paris",
                    "NOVACRON_SYSTEM_ID", "two",
                    "NOVACRON_SERVER", "http://localhost:8080",
                    "NOVACRON_PORT_8080_TCP_ADDR", "10.0.0.1",
                    "NOVACRON_SERVICE_HOST", "10.0.0.1",
                    "HOME", "/root"));
    assertThat(sources.load().doubts())
        .containsExactly(
            "the environment variable NOVACRON_SYSTEM_SIET sets no key; did you mean"
                + " NOVACRON_SYSTEM_SITE?");
    assertThat(Configuration.defaults().doubts()).isEmpty();
  }

  @Test
  void noNodeCanBeReachedAtEveryAddress() {
    for (String everywhere : List.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0", "0", "*")) {
      assertThat(faults(Sources.none().option("system.bind", everywhere, "--bind")))
          .containsExactly(
              "command line --bind: system.bind: '"
                  + everywhere
                  + "' tells other nodes no address; give the one that they reach this node at");
    }
    assertThat(faults(Sources.none().option("system.transfer-host", "0.0.0.0", "--set")))
        .hasSize(1);
    for (String somewhere : List.of("10.0.0.1", "n1.example", "::1", "0.0.0.0.example")) {
      assertThat(
              Sources.none().option("system.bind", somewhere, "--bind").load().text("system.bind"))
          .isEqualTo(somewhere);
    }
  }

  @Test
  void optionsAndVariablesAreCheckedLikeTheFile() {
    assertThat(faults(Sources.none().option("system.ports.rest", "x", "--http-port")))
        .containsExactly(
            "command line --http-port: system.ports.rest: 'x' is not an integer (0 to 65535)");
    assertThat(faults(Sources.none().option("system.prots.rest", "1", "--set")))
        .containsExactly(
            "command line --set: system.prots.rest: is no key; did you mean 'system.ports.rest'?");
    assertThat(
            faults(Sources.none().environment(Map.of("NOVACRON_MONITORING_KAMON_ENABLED", "yes"))))
        .containsExactly(
            "environment NOVACRON_MONITORING_KAMON_ENABLED: monitoring.kamon.enabled: 'yes' is not"
                + " true or false");
  }

  @Test
  void aSecretInAUrlIsRefusedAndNotRepeated() {
    assertThat(
            faults(
                Sources.none()
                    .option("cache.url", "redis://:hunter2@h:6379", "--set")
                    .option("database.url", "jdbc:postgresql://h/d?password=hunter3", "--set")))
        .hasSize(2)
        .anySatisfy(fault -> assertThat(fault).contains("cache.url: 'redis://***@h:6379' is not"))
        .anySatisfy(fault -> assertThat(fault).contains("'jdbc:postgresql://h/d?password=***' is"))
        .noneSatisfy(fault -> assertThat(fault).contains("hunter"));
    assertThat(faults(Sources.none().option("database.url", "jdbc:mysql://h/d", "--set")))
        .hasSize(1);
  }

  @Test
  void valuesThatContradictEachOtherAreRefused() throws IOException {
    assertThat(faults("system:\n  ports:\n    rest: 7400\nsecurity:\n  tls: files\n"))
        .containsExactly(
            "novacron.yaml:3: system.ports.rest: 7400 is that of system.ports.transfer, too; give"
                + " each its own",
            "default: security.ca: has to be given, since security.tls is files",
            "default: security.certificate: has to be given, since security.tls is files",
            "default: security.key: has to be given, since security.tls is files");
    assertThat(faults(Sources.none().option("cluster.discovery.method", "config", "--set")))
        .hasSize(1);
    assertThat(faults(Sources.none().option("hypervisor.drivers", "", "--drivers"))).hasSize(1);
    assertThat(
            faults(
                Sources.none()
                    .option("monitoring.kamon.enabled", "true", "--set")
                    .option("monitoring.prometheus.port", "8080", "--set")))
        .hasSize(1);
  }

  @Test
  void listsAreGivenWithCommas() {
    Configuration configuration = Sources.of(Map.of("cluster.seeds", "a:1, b:2"));
    assertThat(configuration.list("cluster.seeds")).containsExactly("a:1", "b:2");
    assertThat(configuration.value("cluster.seeds").text()).isEqualTo("a:1,b:2");
  }

  @Test
  void aKeyThatIsNotThereIsAFaultOfOurs() {
    assertThatThrownBy(() -> Configuration.defaults().text("system.sit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'system.site'?");
  }

  @Test
  void whatChangesIsKnownAndWhatNeedsARestart() {
    Configuration before = Configuration.defaults();
    Configuration after = Sources.of(Map.of("monitoring.log.level", "debug", "system.id", "n2"));

    Difference difference = Difference.between(before, after);
    assertThat(difference.changes())
        .extracting(change -> change.key().name() + " " + change.before() + " > " + change.after())
        .containsExactly("system.id n1 > n2", "monitoring.log.level info > debug");
    assertThat(difference.fixed())
        .extracting(change -> change.key().name())
        .containsExactly("system.id");
    assertThat(Difference.between(before, before).changes()).isEmpty();
  }
}
