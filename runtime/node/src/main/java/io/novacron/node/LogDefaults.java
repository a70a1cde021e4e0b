package io.novacron.node;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is logged before a configuration is read, and by whom: messages go to standard error, our
 * own from INFO up ({@code -Dnovacron.log}), Pekko's from WARN up ({@code -Dnovacron.log.pekko}).
 *
 * <p>In code, since reading it from a file takes 500 classes of parsers at each start. Whoever has
 * a file, named by {@code -Dlogback.configurationFile} or {@code logback.xml} on the class path, is
 * served from that.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_LOW_PRIORITY)
public final class LogDefaults extends ContextAwareBase implements Configurator {
  private static final List<String> FILES =
      List.of(ClassicConstants.TEST_AUTOCONFIG_FILE, ClassicConstants.AUTOCONFIG_FILE);

  /** For logback, which finds it as a service. */
  public LogDefaults() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (hasFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    // Logback would print what it has done, should any of it be worth a warning.
    context.getStatusManager().add(new NopStatusListener());
    level(context, "com.zaxxer.hikari", "ERROR");
    level(context, "org.flywaydb", "WARN");
    level(context, "slick", "WARN");
    level(context, "org.apache.pekko", System.getProperty("novacron.log.pekko", "WARN"));
    level(context, Logger.ROOT_LOGGER_NAME, System.getProperty("novacron.log", "INFO"));
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean hasFile() {
    ClassLoader loader = LogDefaults.class.getClassLoader();
    return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
        || FILES.stream().anyMatch(file -> loader.getResource(file) != null);
  }

  private static void level(LoggerContext context, String logger, @Nullable String level) {
    context.getLogger(logger).setLevel(Level.toLevel(level, Level.INFO));
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(LogSetup.text(context, LogSetup.PATTERN));
    appender.start();
    return appender;
  }
}
