package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.client.resource.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class LogSetupTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final Logger log = context.getLogger("io.novacron.test");

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.start();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %msg%n");
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(console);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  @AfterEach
  void end() {
    context.stop();
  }

  private void apply(boolean json, @Nullable Path files, int maxMiB) {
    LogSetup.apply(new LogSettings(json, Optional.ofNullable(files), maxMiB), context);
  }

  private String said() {
    return console.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eachMessageIsALineOfJson() throws IOException {
    apply(true, null, 1);
    log.warn("the disk of {} is \"full\"", "n1", new IllegalStateException("no room"));

    JsonNode line = Json.lenient().readTree(said());
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("loggerName").asText()).isEqualTo("io.novacron.test");
    assertThat(line.path("formattedMessage").asText()).isEqualTo("the disk of n1 is \"full\"");
    assertThat(line.path("throwable").path("message").asText()).isEqualTo("no room");
  }

  @Test
  void textStaysTextAndGoesToFilesThatAreBounded() throws IOException {
    apply(false, folder, 1);
    String message = "x".repeat(1_000);
    for (int i = 0; i < 4_000; i++) {
      log.info(message);
    }
    assertThat(said()).startsWith("INFO xxx");
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isBetween(100_000L, 2L << 20);
    }
    assertThat(said()).doesNotContain("cannot be written");
  }

  /** A disk that is full takes no byte; this device is such a one. */
  @Test
  void aFullDiskIsSaidOnceAndStopsNobody() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "there is no " + full + " here");
    Files.createSymbolicLink(folder.resolve("novacron.log"), full);
    apply(false, folder, 1);
    for (int i = 0; i < 100; i++) {
      log.info("message {}", i);
    }
    assertThat(said()).contains("message 0", "message 99");
    assertThat(said()).containsOnlyOnce("log files cannot be written: ");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidToo() {
    apply(false, Path.of("/proc/self/nowhere"), 1);
    log.info("still here");
    assertThat(said()).contains("still here");
    assertThat(said()).containsOnlyOnce("log files cannot be written: ");
  }
}
