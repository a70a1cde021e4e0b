package io.novacron.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalCacheTest extends CacheContract {
  @Override
  Cache cache() {
    return new LocalCache(8L << 20);
  }

  @Test
  void entriesEndToTheNanosecond() {
    var now = new AtomicLong();
    var cache = new LocalCache(1 << 20, now::get);
    put(cache, KEY, "one", Duration.ofSeconds(1));
    now.set(999_999_999);
    assertThat(text(cache, KEY)).contains("one");
    now.set(1_000_000_000);
    assertThat(text(cache, KEY)).isEmpty();
  }

  @Test
  void itNeverHoldsMoreBytesThanItMay() {
    var cache = new LocalCache(100_000);
    int found = 0;
    for (int i = 0; i < 100; i++) {
      answer(cache.put(new CacheKey("lists", "k" + i), new byte[10_000], LONG));
    }
    for (int i = 0; i < 100; i++) {
      found += answer(cache.get(new CacheKey("lists", "k" + i))).isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(1, 9);
  }
}
