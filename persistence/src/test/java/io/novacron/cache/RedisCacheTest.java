package io.novacron.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.cache.testkit.RedisServer;
import io.novacron.persistence.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisCacheTest extends CacheContract {
  private final List<RedisCache> opened = new ArrayList<>();
  private RedisServer server = RedisServer.start();

  private RedisCache open(CacheSettings settings) {
    var cache = new RedisCache(settings);
    opened.add(cache);
    return cache;
  }

  private RedisCache reached(CacheSettings settings) {
    RedisCache cache = open(settings);
    await().atMost(PATIENCE).until(() -> reaches(cache));
    return cache;
  }

  private static boolean reaches(RedisCache cache) {
    return cache.reach().handle((_, failure) -> failure == null).toCompletableFuture().join();
  }

  @Override
  Cache cache() {
    return reached(CacheSettings.at(server.url(), new Secret.None()));
  }

  @AfterEach
  void end() {
    opened.forEach(RedisCache::close);
    server.close();
  }

  @Test
  void withoutARedisItHasNothingAndKeepsNothing() throws Exception {
    Cache cache = cache();
    server.kill();
    assertThat(put(cache, KEY, "one", LONG)).isFalse();
    assertThat(text(cache, KEY)).isEmpty();
  }

  @Test
  void clustersOfDifferentPrefixesShareARedis() {
    var own = CacheSettings.at(server.url(), new Secret.None());
    var other =
        new CacheSettings(
            own.redis(),
            own.password(),
            own.ca(),
            "other",
            own.ttl(),
            own.fresh(),
            own.slow(),
            own.memoryBytes());
    put(reached(own), KEY, "one", LONG);
    assertThat(text(reached(other), KEY)).isEmpty();
  }

  @Test
  void aPasswordIsGivenAndAWrongOneIsRefused(@TempDir Path folder) throws Exception {
    server.close();
    server = RedisServer.start("--requirepass", "sesame");
    Path file = Files.writeString(folder.resolve("password"), "sesame\n");
    var right = reached(CacheSettings.at(server.url(), new Secret.InFile(file)));
    assertThat(put(right, KEY, "one", LONG)).isTrue();
    var wrong = open(CacheSettings.at(server.url(), new Secret.None()));
    assertThat(reaches(wrong)).isFalse();
  }
}
