package io.novacron.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how this process stands (sd_notify(3), {@code Type=notify}); does nothing where
 * none listens. What cannot be told is logged and otherwise forgotten: a node serves without it.
 */
public final class Systemd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

  /** Longer ones are cut off by systemd, with all else that the message says. */
  private static final int MOST_STATUS_CHARS = 500;

  private final @Nullable NotifySocket socket;
  private final Optional<Duration> watchdog;
  private @Nullable ScheduledExecutorService beats;

  private Systemd(@Nullable NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** The one that started this process, if one did. */
  public static Systemd ofProcess() {
    return of(System.getenv(), ProcessHandle.current().pid());
  }

  /**
   * @param environment its NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID count
   * @param pid of this process: a watchdog may be meant for another one
   */
  static Systemd of(Map<String, String> environment, long pid) {
    String path = environment.getOrDefault("NOTIFY_SOCKET", "");
    return new Systemd(path.isEmpty() ? null : open(path), watchdog(environment, pid));
  }

  private static @Nullable NotifySocket open(String path) {
    try {
      return new NotifySocket(path);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      LOG.warn("systemd is not told how this node stands: {}", e.getMessage());
      return null;
    }
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String whose = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = whose.isEmpty() || whose.equals(String.valueOf(pid));
    return ours && micros.matches("[1-9]\\d{0,17}")
        ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000 / 2))
        : Optional.empty();
  }

  /** How often systemd wants a sign of life, halved as it recommends; empty: never. */
  public Optional<Duration> watchdogPeriod() {
    return watchdog;
  }

  /** The node serves; {@code status} is shown by {@code systemctl status}. */
  public void ready(String status) {
    tell("READY=1\n" + line(status));
  }

  /** What it does now. */
  public void status(String status) {
    tell(line(status));
  }

  /**
   * It takes up new settings; {@link #ready} says when it has. The JVM's nanoTime is Linux'
   * CLOCK_MONOTONIC, which systemd wants to know.
   */
  public void reloading(String status) {
    tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000 + "\n" + line(status));
  }

  /** It needs {@code more} than systemd waits otherwise, to start or to stop. */
  public void extend(Duration more) {
    tell("EXTEND_TIMEOUT_USEC=" + more.toNanos() / 1_000);
  }

  /** It ends. */
  public void stopping(String status) {
    tell("STOPPING=1\n" + line(status));
  }

  /**
   * Gives signs of life for as long as {@code alive} says so, if any are wanted. Once it does not,
   * or takes too long to say, systemd ends this process and starts it again.
   */
  public synchronized void watch(BooleanSupplier alive) {
    if (watchdog.isEmpty() || socket == null || beats != null) {
      return;
    }
    beats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("systemd-watchdog").factory());
    long nanos = watchdog.get().toNanos();
    var _ = beats.scheduleAtFixedRate(() -> beat(alive), 0, nanos, TimeUnit.NANOSECONDS);
  }

  private void beat(BooleanSupplier alive) {
    try {
      if (alive.getAsBoolean()) {
        tell("WATCHDOG=1");
      }
    } catch (RuntimeException e) {
      LOG.warn("no sign of life for systemd: {}", e.getMessage());
    }
  }

  private static String line(String status) {
    String line = status.replaceAll("\\s+", " ");
    return "STATUS=" + line.substring(0, Math.min(line.length(), MOST_STATUS_CHARS));
  }

  private void tell(String message) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(message);
    } catch (IOException e) {
      LOG.warn("systemd does not listen: {}", e.getMessage());
    }
  }

  /** Ends the signs of life. */
  @Override
  public synchronized void close() {
    if (beats != null) {
      beats.shutdownNow();
    }
  }
}
