package io.novacron.node;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log as a node's configuration wants it. Trouble with files is said once on standard
 * error, where all messages go in any case: it keeps no node from working.
 */
final class LogSetup {
  /** The file that is written and those that were: together they take what is allowed. */
  private static final int FILES = 5;

  private static final String FILE = "file";

  /** Without the date, which journals and containers add. */
  static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{24} - %msg%n%ex{8}";

  private static final String DATED = PATTERN.replace("%d{HH:mm:ss.SSS}", "%d");

  private LogSetup() {}

  /** Does nothing under another logging library. */
  static void apply(LogSettings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(settings, context);
    }
  }

  static void apply(LogSettings settings, LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (settings.json()) {
      for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
        writeJson(context, all.next());
      }
    }
    settings
        .folder()
        .ifPresent(folder -> {
          complain(context);
          root.detachAppender(FILE);
          root.addAppender(inFiles(settings, context, folder));
        });
  }

  private static void writeJson(LoggerContext context, Appender<ILoggingEvent> appender) {
    if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
      stream.setEncoder(json(context));
    }
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var json = new JsonEncoder();
    json.setContext(context);
    json.setWithFormattedMessage(true);
    json.start();
    return json;
  }

  static Encoder<ILoggingEvent> text(LoggerContext context, String pattern) {
    var text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern(pattern);
    text.start();
    return text;
  }

  private static Appender<ILoggingEvent> inFiles(
      LogSettings settings, LoggerContext context, Path folder) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName(FILE);
    appender.setFile(folder.resolve("novacron.log").toString());
    appender.setEncoder(settings.json() ? json(context) : text(context, DATED));
    appender.setTriggeringPolicy(bySize(settings, context));
    var window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(appender);
    window.setFileNamePattern(folder.resolve("novacron.%i.log").toString());
    window.setMinIndex(1);
    window.setMaxIndex(FILES - 1);
    window.start();
    appender.setRollingPolicy(window);
    appender.start();
    return appender;
  }

  private static SizeBasedTriggeringPolicy<ILoggingEvent> bySize(
      LogSettings settings, LoggerContext context) {
    var policy = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    policy.setContext(context);
    policy.setMaxFileSize(new FileSize(FileSize.MB_COEFFICIENT * settings.maxMiB() / FILES));
    // Its own default looks once a second, in which a burst fills a disk.
    policy.setCheckIncrement(Duration.buildByMilliseconds(0));
    policy.start();
    return policy;
  }

  private static void complain(LoggerContext context) {
    var said = new AtomicBoolean();
    context
        .getStatusManager()
        .add(status -> {
          if (status.getLevel() >= Status.WARN && said.compareAndSet(false, true)) {
            context
                .getLogger(LogSetup.class)
                .error("log files cannot be written: {}", status.getMessage());
          }
        });
  }
}
