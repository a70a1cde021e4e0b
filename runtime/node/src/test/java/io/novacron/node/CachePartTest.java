package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.cache.Cache;
import io.novacron.cache.CacheKey;
import io.novacron.cache.CacheSettings;
import io.novacron.cache.testkit.RedisServer;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import io.novacron.init.Standing;
import io.novacron.persistence.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachePartTest {
  private static final CacheKey KEY = new CacheKey("test", "a");

  private static void works(Cache cache) {
    byte[] value = {1};
    assertThat(cache.put(KEY, value, Duration.ofMinutes(1)))
        .succeedsWithin(Cache.LIMIT)
        .isEqualTo(true);
    assertThat(cache.get(KEY)).succeedsWithin(Cache.LIMIT).matches(found -> found.isPresent());
  }

  @Test
  void withoutARedisItIsUpAtOnce() {
    try (var part = new CachePart(CacheSettings.inMemory());
        var boot =
            new OnePartBoot(
                Part.named(
                        "cache",
                        Phase.CORE,
                        Criticality.DEGRADED,
                        CachePart.DEADLINE,
                        "environment")
                    .starts(part::start)
                    .until(part::stop))) {
      assertThat(boot.standing()).isInstanceOf(Standing.Up.class);
      works(part.cache());
    }
  }

  @Test
  void aRedisThatIsDownAtBootIsDoneWithoutAndFoundWhenItComes() throws Exception {
    try (var redis = RedisServer.start()) {
      redis.kill();
      try (var part = new CachePart(CacheSettings.at(redis.url(), new Secret.None()));
          var boot =
              new OnePartBoot(
                  Part.named(
                          "cache",
                          Phase.CORE,
                          Criticality.DEGRADED,
                          CachePart.DEADLINE,
                          "environment")
                      .starts(part::start)
                      .until(part::stop))) {
        assertThat(boot.awaitTrouble()).contains(redis.url(), "Connection refused", "own memory");
        works(part.cache());
        redis.restart();
        boot.awaitUp();
      }
    }
  }

  @Test
  void aRedisThatGoesOrHangsInOperationIsSaidAndFoundAgain() throws Exception {
    try (var redis = RedisServer.start();
        var part = new CachePart(CacheSettings.at(redis.url(), new Secret.None()));
        var boot =
            new OnePartBoot(
                Part.named(
                        "cache",
                        Phase.CORE,
                        Criticality.DEGRADED,
                        CachePart.DEADLINE,
                        "environment")
                    .starts(part::start)
                    .until(part::stop))) {
      boot.awaitUp();
      redis.kill();
      assertThat(boot.awaitTrouble()).contains("is not used");
      works(part.cache());
      redis.restart();
      boot.awaitUp();
      redis.pause();
      assertThat(boot.awaitTrouble()).contains("in time");
      works(part.cache());
      redis.resume();
      boot.awaitUp();
    }
  }
}
