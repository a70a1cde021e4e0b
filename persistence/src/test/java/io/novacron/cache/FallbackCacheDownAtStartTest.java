package io.novacron.cache;

import static io.novacron.cache.CacheContract.KEY;
import static io.novacron.cache.CacheContract.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.cache.testkit.RedisServer;
import io.novacron.persistence.Secret;
import org.junit.jupiter.api.Test;

class FallbackCacheDownAtStartTest {
  @Test
  void itWorksByMemoryUntilItsRedisComes() throws Exception {
    try (var server = RedisServer.start()) {
      server.kill();
      try (var cache = FallbackCache.open(CacheSettings.at(server.url(), new Secret.None()))) {
        await()
            .atMost(CacheContract.PATIENCE)
            .until(() -> cache.reason().contains("Connection refused"));
        assertThat(cache.isRemote()).isFalse();
        assertThat(CacheContract.put(cache, KEY, "one", LONG)).isTrue();
        assertThat(CacheContract.text(cache, KEY)).contains("one");
        server.restart();
        await().atMost(CacheContract.PATIENCE).until(cache::isRemote);
      }
    }
  }
}
