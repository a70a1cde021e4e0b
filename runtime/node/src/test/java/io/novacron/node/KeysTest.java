package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.config.Configuration;
import io.novacron.config.Key;
import io.novacron.config.Schema;
import io.novacron.config.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every key does something, and everything that is read has a key. */
class KeysTest {
  private static final Pattern READ =
      Pattern.compile(
          "\\.(?:text|given|path|integer|isOn|list|seconds|millis|value)\\(\\s*\"([a-z][a-z0-9.-]*\\.[a-z0-9.-]+)\"\\s*\\)");

  /** Read only when it matters, so not by a test that starts nothing. */
  private static final Pattern LATER = Pattern.compile("system\\.mode|monitoring\\.log\\.level");

  private static Set<String> readBySettings() {
    // What matters only together with something else is given, too.
    Configuration configuration =
        Sources.of(
            Map.of(
                "database.url", "jdbc:postgresql://h/novacron",
                "security.tls", "files",
                "security.ca", "/ca.pem",
                "security.certificate", "/node.pem",
                "security.key", "/node.key"));
    NodeSettings.of(configuration);
    TransferSettings.of(configuration);
    RetentionSettings.of(configuration);
    LogSettings.of(configuration);
    return configuration.read();
  }

  private static Set<String> namedInSources() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(KeysTest::namedIn)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> namedIn(Path file) {
    try {
      return READ.matcher(Files.readString(file)).results().map(found -> found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyKeyOfTheSchemaIsRead() {
    Set<String> read = new TreeSet<>(readBySettings());
    Set<String> unread =
        Schema.load().keys().stream()
            .map(Key::name)
            .filter(name -> !read.contains(name) && !LATER.matcher(name).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unread)
        .as("keys that nothing reads: read them, or take them out of the schema")
        .isEmpty();
  }

  @Test
  void everyKeyThatCodeReadsIsInTheSchema() {
    Set<String> named = namedInSources();
    assertThat(named).contains("system.id", "database.url", "system.mode");
    assertThat(Schema.load().keys().stream().map(Key::name).toList()).containsAll(named);
  }
}
