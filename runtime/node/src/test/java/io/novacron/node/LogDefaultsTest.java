package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogDefaultsTest {
  private static final String[] PROPERTIES = {
    "novacron.log", "novacron.log.pekko", "logback.configurationFile"
  };

  private final LoggerContext context = new LoggerContext();
  private final @Nullable String[] before = new String[PROPERTIES.length];

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    for (int i = 0; i < PROPERTIES.length; i++) {
      before[i] = System.clearProperty(PROPERTIES[i]);
    }
  }

  @AfterEach
  void end() {
    context.stop();
    for (int i = 0; i < PROPERTIES.length; i++) {
      String value = before[i];
      if (value == null) {
        System.clearProperty(PROPERTIES[i]);
      } else {
        System.setProperty(PROPERTIES[i], value);
      }
    }
  }

  private ExecutionStatus configure() {
    var defaults = new LogDefaults();
    defaults.setContext(context);
    return defaults.configure(context);
  }

  private Level level(String logger) {
    return context.getLogger(logger).getEffectiveLevel();
  }

  @Test
  void logbackFindsThem() {
    var root =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(root.getAppender("stderr")).isNotNull();
  }

  @Test
  void ourOwnFromInfoAndOthersFromWarn() {
    assertThat(configure()).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(level("io.novacron.node")).isEqualTo(Level.INFO);
    assertThat(level("org.apache.pekko.cluster")).isEqualTo(Level.WARN);
    assertThat(level("com.zaxxer.hikari.pool")).isEqualTo(Level.ERROR);
  }

  @Test
  void propertiesSayOtherwise() {
    System.setProperty("novacron.log", "DEBUG");
    System.setProperty("novacron.log.pekko", "INFO");
    configure();
    assertThat(level("io.novacron.node")).isEqualTo(Level.DEBUG);
    assertThat(level("org.apache.pekko.cluster")).isEqualTo(Level.INFO);
  }

  @Test
  void aWordThatIsNoLevelCountsForNothing() {
    System.setProperty("novacron.log", "loud");
    System.setProperty("novacron.log.pekko", "loud");
    configure();
    assertThat(level("io.novacron.node")).isEqualTo(Level.INFO);
    assertThat(level("org.apache.pekko.cluster")).isEqualTo(Level.WARN);
  }

  /** What goes to standard error from being configured on. */
  private String said(Runnable work) {
    var written = new ByteArrayOutputStream();
    PrintStream errors = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      configure();
      work.run();
    } finally {
      System.setErr(errors);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void messagesGoToStandardError() {
    assertThat(said(() -> context.getLogger("io.novacron.node.Main").info("here {}", 1)))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  io.novacron.node.Main - here 1\\R");
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() {
    System.setProperty("logback.configurationFile", folder.resolve("none.xml").toString());
    assertThat(said(() -> {})).contains(" WARN ").contains("none.xml, which is not there");
    assertThat(level("org.apache.pekko.cluster")).isEqualTo(Level.WARN);
  }

  @Test
  void whoeverNamesAFileIsServedFromThat() throws Exception {
    Path file = Files.writeString(folder.resolve("mine.xml"), "<configuration/>");
    System.setProperty("logback.configurationFile", file.toString());
    assertThat(configure()).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr")).isNull();
  }
}
