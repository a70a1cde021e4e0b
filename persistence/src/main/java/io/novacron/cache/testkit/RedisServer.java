package io.novacron.cache.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away Redis on a loopback port, in memory only: the one that the test dependency
 * embedded-redis brings, else {@code redis-server} of the path. It can be killed, started again and
 * held still, and ends with {@link #close} or with the process that started it.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(10);

  /** Runs the server until its standard input ends, as it does when we die. */
  private static final String KEEPER =
      """
      "$@" >/dev/null 2>&1 </dev/null & server=$!
      echo $server
      read -r word
      kill -KILL $server 2>/dev/null
      wait $server 2>/dev/null
      """;

  private final Path folder;
  private final int port;
  private final List<String> options;
  private @Nullable Process keeper;
  private long pid;

  private RedisServer(Path folder, int port, List<String> options) {
    this.folder = folder;
    this.port = port;
    this.options = options;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param options of redis-server, such as {@code --requirepass}
   */
  public static RedisServer start(String... options) {
    try {
      Path folder = Files.createTempDirectory("novacron-redis");
      var server = new RedisServer(folder, freePort(), List.of(options));
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, or did. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Starts it again, empty, after {@link #kill}. */
  public void restart() throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper"));
    command.addAll(List.of(binary(folder), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
    command.addAll(options);
    Process process = new ProcessBuilder(command).start();
    keeper = process;
    pid = Long.parseLong(process.inputReader().readLine());
    awaitListening();
  }

  /** Ends it, without a word to its clients but what the kernel says. */
  public void kill() throws InterruptedException {
    Process process = keeper;
    if (process != null) {
      signal("KILL");
      process.destroy();
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      keeper = null;
    }
  }

  /** Holds it still: the kernel still takes connections, and nobody answers. */
  public void pause() throws InterruptedException {
    signal("STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws InterruptedException {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
      kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening() {
    long began = System.nanoTime();
    while (!listens()) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IllegalStateException("redis-server does not listen on port " + port);
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String binary(Path folder) throws IOException {
    String name =
        System.getProperty("os.arch").equals("aarch64")
            ? "redis-server-6.2.7-linux-arm64"
            : "redis-server-6.2.6-v5-linux-amd64";
    Path file = folder.resolve(name);
    try (InputStream shipped = RedisServer.class.getResourceAsStream("/" + name)) {
      if (shipped == null) {
        return "redis-server";
      }
      if (!Files.exists(file)) {
        Files.copy(shipped, file);
        var _ = file.toFile().setExecutable(true);
      }
      return file.toString();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      kill();
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
