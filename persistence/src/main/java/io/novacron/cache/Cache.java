package io.novacron.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Values that may be forgotten at any time. No call blocks or throws for an outage: a cache that
 * cannot be reached has nothing, and keeps nothing. Every stage completes within {@link #LIMIT}.
 */
public interface Cache extends AutoCloseable {
  /** Longest wait for an answer. */
  Duration LIMIT = Duration.ofMillis(500);

  /** Longest value that is kept, in bytes. */
  int MOST_BYTES = 1 << 20;

  /** The value of {@code key}, or none; never exceptionally. */
  CompletionStage<Optional<byte[]>> get(CacheKey key);

  /**
   * Keeps {@code value} for {@code ttl} at most; never exceptionally.
   *
   * @param ttl more than a millisecond
   * @return whether it was kept: not when it is longer than {@link #MOST_BYTES}, or when there is
   *     nobody to keep it
   */
  CompletionStage<Boolean> put(CacheKey key, byte[] value, Duration ttl);

  /** Lets go of connections and memory; it has nothing from then on. */
  @Override
  void close();
}
