package io.novacron.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** In this process's memory, bounded by bytes; what is used least goes first. */
public final class LocalCache implements Cache {
  /** What an entry takes besides its key and its value, roughly. */
  private static final int OVERHEAD_BYTES = 160;

  private static final class Kept {
    final byte[] value;
    final long ttlNanos;

    Kept(byte[] value, Duration ttl) {
      this.value = value.clone();
      this.ttlNanos = ttl.toNanos();
    }
  }

  private final com.github.benmanes.caffeine.cache.Cache<String, Kept> entries;

  /**
   * @param mostBytes of all keys and values together, more than zero
   */
  public LocalCache(long mostBytes) {
    this(mostBytes, Ticker.systemTicker());
  }

  LocalCache(long mostBytes, Ticker ticker) {
    entries =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher(LocalCache::bytes)
            .expireAfter(Expiry.<String, Kept>writing((_, kept) -> Duration.ofNanos(kept.ttlNanos)))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  private static int bytes(String key, Kept kept) {
    return OVERHEAD_BYTES + key.length() + kept.value.length;
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(CacheKey key) {
    return CompletableFuture.completedStage(
        Optional.ofNullable(entries.getIfPresent(key.text())).map(kept -> kept.value.clone()));
  }

  @Override
  public CompletionStage<Boolean> put(CacheKey key, byte[] value, Duration ttl) {
    boolean kept = value.length <= MOST_BYTES;
    if (kept) {
      entries.put(key.text(), new Kept(value, ttl));
    }
    return CompletableFuture.completedStage(kept);
  }

  @Override
  public void close() {
    entries.invalidateAll();
  }
}
