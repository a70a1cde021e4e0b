package io.novacron.cache;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * In a Redis. It connects when it is asked to, and not again by itself: {@link FallbackCache} knows
 * when. Safe for threads.
 */
public final class RedisCache implements Cache {
  private final CacheSettings settings;
  private final RedisConnections connections;

  /** Opens no connection yet. */
  public RedisCache(CacheSettings settings) {
    this.settings = settings;
    this.connections = new RedisConnections(settings);
  }

  /** Connects unless it is connected; completes once Redis has answered, else exceptionally. */
  public CompletionStage<?> reach() {
    return connections.open().thenCompose(connection -> limited(connection.async().ping()));
  }

  /** Leaves the connection, and all that waits for an answer on it. */
  void drop() {
    connections.drop();
  }

  /** As {@link #get}; exceptionally when Redis does not answer in time. */
  CompletionStage<Optional<byte[]>> ask(CacheKey key) {
    return on(commands -> commands.get(bytes(key))).thenApply(Optional::ofNullable);
  }

  /** As {@link #put} for a value of allowed length; exceptionally as {@link #ask}. */
  CompletionStage<?> tell(CacheKey key, byte[] value, Duration ttl) {
    return on(commands -> commands.set(bytes(key), value, SetArgs.Builder.px(ttl.toMillis())));
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(CacheKey key) {
    return ask(key).exceptionally(_ -> Optional.empty());
  }

  @Override
  public CompletionStage<Boolean> put(CacheKey key, byte[] value, Duration ttl) {
    return value.length > MOST_BYTES
        ? CompletableFuture.completedStage(false)
        : tell(key, value, ttl).handle((_, failure) -> failure == null);
  }

  private <T> CompletionStage<T> on(
      Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    Optional<StatefulRedisConnection<byte[], byte[]>> connection = connections.current();
    return connection.isEmpty()
        ? CompletableFuture.failedStage(new IllegalStateException("no connection to Redis"))
        : limited(command.apply(connection.get().async()));
  }

  /** Redis may still carry out what nobody waits for any more. */
  private <T> CompletionStage<T> limited(CompletionStage<T> answer) {
    return answer
        .toCompletableFuture()
        .copy()
        .orTimeout(settings.slow().toMillis(), TimeUnit.MILLISECONDS);
  }

  private byte[] bytes(CacheKey key) {
    return (settings.prefix() + ":" + key.text()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    connections.close();
  }
}
