package io.novacron.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.cache.Cache;
import io.novacron.cache.CacheKey;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what lists were answered with, so that there is an answer while the database gives none.
 * Only for people and tools that look: nothing that decides may read it.
 */
public final class KeptLists {
  private static final Logger LOG = LoggerFactory.getLogger(KeptLists.class);

  private final Cache cache;
  private final Supplier<Duration> fresh;
  private final Supplier<Duration> longest;
  private final BooleanSupplier answers;
  private final InstantSource clock;

  /**
   * @param fresh how old an answer may be while the database could be asked; zero: it always is
   * @param longest how old it may be when the database does not answer
   * @param answers whether the database did a moment ago; must not block
   */
  public KeptLists(
      Cache cache,
      Supplier<Duration> fresh,
      Supplier<Duration> longest,
      BooleanSupplier answers,
      InstantSource clock) {
    this.cache = cache;
    this.fresh = fresh;
    this.longest = longest;
    this.answers = answers;
    this.clock = clock;
  }

  /** A page, and when it was new. */
  private record Kept<T>(Page<T> page, Duration age) {
    Page<T> aged() {
      return new Page<>(page.items(), page.nextPageToken(), age.toSeconds());
    }
  }

  /**
   * The answer of {@code ask}, or the one from before when that fails; at once when it is known
   * that it would.
   *
   * @param query all that the answer depends on
   */
  <T> CompletionStage<Page<T>> page(
      String space, Object query, Class<T> item, Supplier<CompletionStage<Page<T>>> ask) {
    var key = new CacheKey(space, digest(query.toString()));
    boolean answered = answers.getAsBoolean();
    Duration spared = answered ? fresh.get() : longest.get();
    if (spared.isZero()) {
      return asked(key, item, ask);
    }
    return kept(key, item)
        .thenCompose(known ->
            known
                .filter(kept -> kept.age().compareTo(spared) <= 0)
                .map(kept -> answered ? kept.page() : kept.aged())
                .<CompletionStage<Page<T>>>map(CompletableFuture::completedStage)
                .orElseGet(() -> asked(key, item, ask)));
  }

  private <T> CompletionStage<Page<T>> asked(
      CacheKey key, Class<T> item, Supplier<CompletionStage<Page<T>>> ask) {
    return ask.get()
        .whenComplete((page, _) -> {
          if (page != null) {
            keep(key, page);
          }
        })
        .exceptionallyCompose(failure -> instead(key, item, failure));
  }

  private <T> CompletionStage<Page<T>> instead(CacheKey key, Class<T> item, Throwable failure) {
    return kept(key, item)
        .thenCompose(known ->
            known
                .filter(kept -> kept.age().compareTo(longest.get()) <= 0)
                .map(kept -> CompletableFuture.completedStage(kept.aged()))
                .orElseGet(() -> CompletableFuture.failedStage(failure)));
  }

  private <T> void keep(CacheKey key, Page<T> page) {
    try {
      byte[] json = Json.lenient().writeValueAsBytes(page);
      var value = ByteBuffer.allocate(Long.BYTES + json.length);
      value.putLong(clock.millis()).put(json);
      var _ = cache.put(key, value.array(), longest.get());
    } catch (JsonProcessingException e) {
      LOG.warn("a list cannot be kept", e);
    }
  }

  private <T> CompletionStage<Optional<Kept<T>>> kept(CacheKey key, Class<T> item) {
    return cache.get(key).thenApply(found -> found.flatMap(bytes -> read(bytes, item)));
  }

  private <T> Optional<Kept<T>> read(byte[] bytes, Class<T> item) {
    try {
      long millis = ByteBuffer.wrap(bytes).getLong();
      byte[] json = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
      Page<T> page =
          Json.lenient().readValue(new String(json, StandardCharsets.UTF_8), Json.page(item));
      return Optional.of(new Kept<>(page, Duration.ofMillis(Math.max(0, clock.millis() - millis))));
    } catch (IOException | RuntimeException e) {
      LOG.warn("what was kept of a list cannot be read", e);
      return Optional.empty();
    }
  }

  private static String digest(String query) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
