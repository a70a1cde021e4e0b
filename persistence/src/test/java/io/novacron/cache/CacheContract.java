package io.novacron.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every cache does. */
abstract class CacheContract {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final Duration LONG = Duration.ofMinutes(5);
  static final CacheKey KEY = new CacheKey("lists", "vms");

  /** One that is empty and works. */
  abstract Cache cache() throws Exception;

  static <T> T answer(CompletionStage<T> stage) {
    assertThat(stage).succeedsWithin(Cache.LIMIT);
    return stage.toCompletableFuture().join();
  }

  static Optional<String> text(Cache cache, CacheKey key) {
    return answer(cache.get(key)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  static boolean put(Cache cache, CacheKey key, String value, Duration ttl) {
    return answer(cache.put(key, value.getBytes(StandardCharsets.UTF_8), ttl));
  }

  @Test
  void whatIsKeptIsThere() throws Exception {
    Cache cache = cache();
    assertThat(text(cache, KEY)).isEmpty();
    assertThat(put(cache, KEY, "one", LONG)).isTrue();
    assertThat(text(cache, KEY)).contains("one");
    put(cache, KEY, "two", LONG);
    assertThat(text(cache, KEY)).contains("two");
  }

  @Test
  void spacesAreApart() throws Exception {
    Cache cache = cache();
    put(cache, KEY, "one", LONG);
    assertThat(text(cache, new CacheKey("tasks", KEY.name()))).isEmpty();
  }

  @Test
  void bytesComeBackAsTheyWere() throws Exception {
    Cache cache = cache();
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(answer(cache.put(KEY, all, LONG))).isTrue();
    byte[] kept = all.clone();
    all[0] = 9;
    assertThat(answer(cache.get(KEY))).hasValueSatisfying(got -> assertThat(got).isEqualTo(kept));
  }

  @Test
  void whatHasLivedItsTimeIsGone() throws Exception {
    Cache cache = cache();
    put(cache, KEY, "one", Duration.ofMillis(100));
    await().atMost(PATIENCE).until(() -> text(cache, KEY).isEmpty());
  }

  @Test
  void whatIsTooLongIsNotKept() throws Exception {
    Cache cache = cache();
    assertThat(answer(cache.put(KEY, new byte[Cache.MOST_BYTES + 1], LONG))).isFalse();
    assertThat(text(cache, KEY)).isEmpty();
  }

  @Test
  void afterItsEndItHasNothing() throws Exception {
    Cache cache = cache();
    put(cache, KEY, "one", LONG);
    cache.close();
    assertThat(text(cache, KEY)).isEmpty();
  }
}
