package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.novacron.persistence.DatabaseSettings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseSettingsTest {
  private static DatabaseSettings at(String url) {
    return DatabaseSettings.at(url, "novacron", new Secret.None());
  }

  @Test
  void withoutAnySettingTheDatabaseIsAFileOfOurOwn() {
    var settings = DatabaseSettings.of(ConfigFactory.load());
    assertThat(settings.kind()).isEqualTo(Kind.H2_FILE);
    assertThat(settings)
        .isEqualTo(at("jdbc:h2:file:./novacron-data/novacron"))
        .hasToString(settings.toString());
  }

  @Test
  void theUrlDecidesTheKindAndTheDriver() {
    assertThat(at("jdbc:h2:mem:x").kind()).isEqualTo(Kind.H2_MEMORY);
    assertThat(at("jdbc:h2:tcp://127.0.0.1:1/x").kind()).isEqualTo(Kind.H2_SERVER);
    assertThat(at("jdbc:h2:tcp://127.0.0.1:1/x").driver()).isEqualTo("org.h2.Driver");
    assertThat(at("jdbc:postgresql://h/x").kind()).isEqualTo(Kind.POSTGRESQL);
    assertThat(at("jdbc:postgresql://h/x").driver()).isEqualTo("org.postgresql.Driver");
  }

  @Test
  void theUrlIsCompletedButNotOverruled() {
    assertThat(at("jdbc:h2:tcp://h:1/x;NETWORK_TIMEOUT=9").jdbcUrl())
        .isEqualTo("jdbc:h2:tcp://h:1/x;NETWORK_TIMEOUT=9;DATABASE_TO_UPPER=false");
    assertThat(at("jdbc:postgresql://h/x?socketTimeout=9").jdbcUrl())
        .isEqualTo(
            "jdbc:postgresql://h/x?socketTimeout=9&reWriteBatchedInserts=true&tcpKeepAlive=true"
                + "&ApplicationName=novacron&connectTimeout=3");
    assertThat(at("jdbc:postgresql://h/x").jdbcUrl()).contains("/x?reWrite").contains("&socket");
  }

  @Test
  void anUnknownUrlIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at("jdbc:mysql://h/x"))
        .withMessageContaining("jdbc:postgresql:");
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() {
    for (String url :
        new String[] {
          "jdbc:postgresql://h/x?PASSWORD=hunter2", "jdbc:postgresql://u:hunter2@h/x"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> at(url))
          .satisfies(e -> assertThat(e).hasMessageNotContaining("hunter2"));
    }
  }

  @Test
  void limitsAreNamedWithTheirKey() {
    var config =
        ConfigFactory.parseMap(Map.of("novacron.database.connections", 0))
            .withFallback(ConfigFactory.load());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseSettings.of(config))
        .withMessage("novacron.database.connections is 0, not within 1..100");
  }

  @Test
  void aPasswordComesFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "hunter2\n");
    var settings = DatabaseSettings.at("jdbc:h2:mem:x", "u", Secret.of("file:" + file));
    assertThat(settings.password().reveal()).isEqualTo("hunter2");
    assertThat(settings.toString()).doesNotContain("hunter2");
  }

  @Test
  void aMissingPasswordFileIsNamed() {
    assertThatThrownBy(() -> Secret.of("file:/no/such/file").reveal())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("/no/such/file");
  }

  @Test
  void aPasswordComesFromTheEnvironment() {
    assertThat(Secret.of("env:PATH").reveal()).isEqualTo(System.getenv("PATH"));
    assertThatThrownBy(() -> Secret.of("env:NOVACRON_NO_SUCH_VARIABLE").reveal())
        .hasMessageContaining("NOVACRON_NO_SUCH_VARIABLE is not set");
  }

  @Test
  void aPasswordGivenAsItselfIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Secret.of("hunter2"))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("hunter2"));
  }

  @Test
  void pekkoIsToldWhereToWriteAndHowLongToWait() {
    var pekko = Database.toPekkoConfig(at("jdbc:postgresql://h/x"));
    String db = "pekko-persistence-jdbc.shared-databases.slick.db.";
    assertThat(pekko.getString(db + "url")).startsWith("jdbc:postgresql://h/x?");
    assertThat(pekko.getInt(db + "numThreads")).isEqualTo(pekko.getInt(db + "maxConnections"));
    assertThat(pekko.getDuration("jdbc-journal.circuit-breaker.call-timeout")).hasSeconds(8);
    assertThat(pekko.getString("pekko.persistence.journal.plugin")).isEqualTo("jdbc-journal");
  }
}
