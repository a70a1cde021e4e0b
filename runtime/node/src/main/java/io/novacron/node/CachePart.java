package io.novacron.node;

import io.novacron.cache.Cache;
import io.novacron.cache.CacheSettings;
import io.novacron.cache.FallbackCache;
import io.novacron.cache.LocalCache;
import io.novacron.init.Reports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache as a part of the node: up while its Redis answers, or at once when it has none. The
 * cache itself can be used before, and while the part is not up: in this process's memory.
 */
final class CachePart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CachePart.class);
  static final Duration DEADLINE = Duration.ofSeconds(6);
  private static final Duration ONE_TRY = Duration.ofMillis(1_500);

  /** A process that has just begun is slow, whoever it asks. */
  private static final int TRIES = 3;

  private final CacheSettings settings;
  private final Optional<FallbackCache> shared;
  private final Cache cache;

  CachePart(CacheSettings settings) {
    this.settings = settings;
    this.shared = settings.redis().map(_ -> FallbackCache.open(settings));
    this.cache = shared.<Cache>map(c -> c).orElseGet(() -> new LocalCache(settings.memoryBytes()));
  }

  /** What is kept; usable from now on. */
  Cache cache() {
    return cache;
  }

  /** See {@link io.novacron.init.Component#start}. */
  void start(Reports reports) throws Exception {
    if (shared.isEmpty()) {
      LOG.info("No Redis is configured: each node caches in its own memory");
      return;
    }
    FallbackCache redis = shared.get();
    redis.onLost(reason -> reports.lost(description(reason)));
    for (int i = 0; i < TRIES && !redis.isRemote(); i++) {
      attempt(redis);
    }
    if (!redis.isRemote()) {
      throw new IllegalStateException(description(redis.reason()));
    }
  }

  private static void attempt(FallbackCache redis) throws InterruptedException {
    try {
      var _ = redis.tryNow().toCompletableFuture().get(ONE_TRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Redis did not answer", e);
    }
  }

  private String description(String reason) {
    return "Redis at "
        + settings.redis().orElseThrow()
        + " is not used ("
        + reason
        + "); this node caches in its own memory meanwhile";
  }

  /** The memory goes on: only nobody is told any more. */
  void stop() {
    shared.ifPresent(redis -> redis.onLost(_ -> {}));
  }

  /** Ends the cache, after the node. */
  @Override
  public void close() {
    cache.close();
  }
}
