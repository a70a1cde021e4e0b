package io.novacron.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private final Schema schema = Schema.load();

  @Test
  void everyKeySaysWhatItIsForAndHasADefaultThatIsRight() {
    assertThat(schema.keys()).hasSizeGreaterThan(60);
    assertThat(schema.keys())
        .allSatisfy(key -> {
          assertThat(key.description()).as(key.name()).endsWith(".").hasSizeGreaterThan(10);
          assertThat(key.fallback().isMissingNode()).as(key.name()).isFalse();
          assertThat(key.name()).matches("[a-z][a-z0-9.-]*");
          assertThat(Key.text(key.read(Key.text(key.fallback()))))
              .isEqualTo(Key.text(key.fallback()));
        });
    assertThat(Configuration.defaults().values()).hasSameSizeAs(schema.keys());
  }

  @Test
  void integersAreBounded() {
    assertThat(schema.keys())
        .filteredOn(key -> key.type() == Key.Type.INTEGER)
        .allSatisfy(key -> {
          assertThat(key.least()).as(key.name()).isPresent();
          assertThat(key.most()).as(key.name()).isPresent();
          assertThat(key.allowed()).contains(" to ");
        });
  }

  @Test
  void noTwoKeysHaveOneVariable() {
    assertThat(schema.keys().stream().map(Key::variable)).doesNotHaveDuplicates();
    assertThat(schema.demand("database.poll-interval-ms").variable())
        .isEqualTo("NOVACRON_DATABASE_POLL_INTERVAL_MS");
  }

  @Test
  void aKeyThatIsNotThereNamesTheNearest() {
    assertThatThrownBy(() -> schema.demand("database.ulr"))
        .hasMessageContaining("did you mean 'database.url'?");
    assertThat(schema.sections()).containsKeys("system", "dwcp.pba", "dwcp.modes.hybrid");
  }

  @Test
  void thePageIsWhatTheSchemaSays() throws IOException {
    assertThat(Files.readString(Path.of("../docs/config.md")))
        .as("docs/config.md; make it anew with './novacron config docs > docs/config.md'")
        .isEqualTo(ConfigDocs.markdown(schema));
  }

  @Test
  void theSampleIsRight() {
    assertThat(Sources.none().file(Path.of("novacron.yaml")).load().text("system.id"))
        .isEqualTo("berlin-1");
  }
}
