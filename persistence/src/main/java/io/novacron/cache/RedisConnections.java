package io.novacron.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one connection to a Redis: who opens it, and who waits for it. Safe for threads. */
final class RedisConnections implements AutoCloseable {
  private static final int DEFAULT_PORT = 6379;
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 1_000;

  /**
   * Of what Lettuce limits by itself, nothing needs more; by default it looks ten times a second.
   */
  private static final long TIMER_MILLIS = 500;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final CacheSettings settings;
  private @Nullable ClientResources resources;
  private @Nullable HashedWheelTimer timer;
  private @Nullable RedisClient client;
  private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opening;
  private boolean closed;

  RedisConnections(CacheSettings settings) {
    this.settings = settings;
  }

  /** The connection, if there is one that is open. */
  synchronized Optional<StatefulRedisConnection<byte[], byte[]>> current() {
    return opening != null && opening.isDone() && !opening.isCompletedExceptionally()
        ? Optional.of(opening.resultNow()).filter(StatefulRedisConnection::isOpen)
        : Optional.empty();
  }

  /** The connection, opened unless it is; exceptionally when it cannot be within a second. */
  synchronized CompletionStage<StatefulRedisConnection<byte[], byte[]>> open() {
    if (closed) {
      return CompletableFuture.failedStage(new IllegalStateException("the cache is closed"));
    }
    boolean underWay = opening != null && !opening.isDone();
    if (opening == null || !(underWay || current().isPresent())) {
      opening = client().connectAsync(ByteArrayCodec.INSTANCE, uri()).toCompletableFuture();
    }
    return opening.copy().orTimeout(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Leaves the connection, also one that is not open yet. */
  synchronized void drop() {
    if (opening != null) {
      var _ = opening.thenCompose(StatefulRedisConnection::closeAsync);
      opening = null;
    }
  }

  private RedisClient client() {
    if (client == null) {
      timer =
          new HashedWheelTimer(
              new DefaultThreadFactory("cache-timer", true), TIMER_MILLIS, TimeUnit.MILLISECONDS);
      resources =
          ClientResources.builder()
              .timer(timer)
              .ioThreadPoolSize(THREADS)
              .computationThreadPoolSize(THREADS)
              .build();
      client = RedisClient.create(resources);
      client.setOptions(options());
    }
    return client;
  }

  /** What Lettuce would do by itself, the breaker does: there is one who decides. */
  private ClientOptions options() {
    var options =
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MOST_WAITING)
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_LIMIT).tcpNoDelay(true).build());
    settings
        .ca()
        .ifPresent(ca ->
            options.sslOptions(
                SslOptions.builder().jdkSslProvider().trustManager(ca.toFile()).build()));
    return options.build();
  }

  /** Read each time, so that a password that was changed is found. */
  private RedisURI uri() {
    URI given = settings.redis().orElseThrow();
    String database = given.getPath().replace("/", "");
    var uri =
        RedisURI.builder()
            .withHost(given.getHost())
            .withPort(given.getPort() < 0 ? DEFAULT_PORT : given.getPort())
            .withSsl(given.getScheme().equals("rediss"))
            .withDatabase(database.isEmpty() ? 0 : Integer.parseInt(database))
            .withTimeout(CONNECT_LIMIT)
            .build();
    String password = settings.password().reveal();
    if (!password.isEmpty()) {
      uri.setCredentialsProvider(
          new io.lettuce.core.StaticCredentialsProvider(
              given.getUserInfo(), password.toCharArray()));
    }
    return uri;
  }

  @Override
  public void close() {
    RedisClient open;
    ClientResources own;
    HashedWheelTimer clock;
    synchronized (this) {
      closed = true;
      drop();
      open = client;
      own = resources;
      clock = timer;
    }
    if (open != null && own != null && clock != null) {
      open.shutdown(Duration.ZERO, CLOSE_LIMIT);
      var _ = own.shutdown(0, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      clock.stop();
    }
  }
}
