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
import java.io.File;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is logged before a configuration is read, and by whom: messages go to standard error, our
 * own from INFO up ({@code -Dnovacron.log}), Pekko's from WARN up ({@code -Dnovacron.log.pekko}).
 *
 * <p>In code, since reading it from a file takes hundreds of classes of parsers at each start.
 * Whoever has a file, named by {@code -Dlogback.configurationFile} or {@code logback.xml} on the
 * class path, is served from that.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_LOW_PRIORITY)
public final class LogDefaults extends ContextAwareBase implements Configurator {
  /** Of two letters and more: Windows' drives have one. */
  private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:");

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
    level(context, "com.zaxxer.hikari", Level.ERROR);
    level(context, "org.flywaydb", Level.WARN);
    level(context, "slick", Level.WARN);
    level(context, "org.apache.pekko", property("novacron.log.pekko", Level.WARN));
    level(context, Logger.ROOT_LOGGER_NAME, property("novacron.log", Level.INFO));
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(context));
    warnOfMissing(context);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void warnOfMissing(LoggerContext context) {
    String named = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    if (named != null) {
      context
          .getLogger(LogDefaults.class)
          .warn("-Dlogback.configurationFile names {}, which is not there: defaults count", named);
    }
  }

  private static boolean hasFile() {
    String named = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    return (named != null && isThere(named)) || FILES.stream().anyMatch(LogDefaults::isResource);
  }

  /** Named as logback takes it: an address, a resource or a file. */
  private static boolean isThere(String named) {
    return ADDRESS.matcher(named).lookingAt() || isResource(named) || new File(named).isFile();
  }

  private static boolean isResource(String name) {
    return LogDefaults.class.getClassLoader().getResource(name) != null;
  }

  private static void level(LoggerContext context, String logger, Level level) {
    context.getLogger(logger).setLevel(level);
  }

  private static Level property(String name, Level otherwise) {
    return Level.toLevel(System.getProperty(name), otherwise);
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
