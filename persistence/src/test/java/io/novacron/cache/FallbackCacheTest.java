package io.novacron.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.cache.testkit.RedisServer;
import io.novacron.persistence.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FallbackCacheTest extends CacheContract {
  private static final Breaker.Rule QUICK =
      new Breaker.Rule(3, Duration.ofMillis(50), Duration.ofMillis(200));

  private final RedisServer server = RedisServer.start();
  private final FallbackCache cache =
      FallbackCache.open(CacheSettings.at(server.url(), new Secret.None()), QUICK);

  @Override
  Cache cache() {
    isRemote(true);
    return cache;
  }

  private void isRemote(boolean wanted) {
    await().atMost(PATIENCE).until(() -> cache.isRemote() == wanted);
  }

  private final RedisCache other =
      new RedisCache(CacheSettings.at(server.url(), new Secret.None()));

  private RedisCache other() {
    await()
        .atMost(PATIENCE)
        .until(() -> other.reach().handle((_, f) -> f == null).toCompletableFuture().join());
    return other;
  }

  @AfterEach
  void end() {
    cache.close();
    other.close();
    server.close();
  }

  @Test
  void nodesShareWhatTheyKeep() {
    cache();
    put(cache, KEY, "one", LONG);
    assertThat(text(other(), KEY)).contains("one");
  }

  @Test
  void aRedisThatGoesLeavesTheMemoryAndOneThatComesBackIsUsedAgain() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    cache();
    cache.onLost(heard::add);
    put(cache, KEY, "one", LONG);
    server.kill();
    assertThat(text(cache, KEY)).contains("one");
    isRemote(false);
    put(cache, KEY, "two", LONG);
    assertThat(text(cache, KEY)).contains("two");
    server.restart();
    isRemote(true);
    assertThat(text(cache, KEY)).contains("two");
    put(cache, KEY, "three", LONG);
    assertThat(text(other(), KEY)).contains("three");
    assertThat(heard).hasSize(1);
  }

  @Test
  void aRedisThatHangsHoldsUpNobodyForLong() throws Exception {
    cache();
    put(cache, KEY, "one", LONG);
    server.pause();
    try {
      for (int i = 0; i < 10; i++) {
        assertThat(text(cache, KEY)).contains("one");
      }
      isRemote(false);
      assertThat(cache.reason()).contains("in time");
      long began = System.nanoTime();
      text(cache, KEY);
      assertThat(System.nanoTime() - began).isLessThan(Duration.ofMillis(50).toNanos());
    } finally {
      server.resume();
    }
    isRemote(true);
  }
}
