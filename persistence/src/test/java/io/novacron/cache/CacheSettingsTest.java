package io.novacron.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.novacron.persistence.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheSettingsTest {
  @Test
  void theDefaultsOfTheFileAreThoseOfTheCode() {
    assertThat(CacheSettings.of(ConfigFactory.load())).isEqualTo(CacheSettings.inMemory());
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CacheSettings.at("redis://u:hush@h", new Secret.None()))
        .withMessageContaining("file:<path>")
        .withMessageNotContaining("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h", "redis:h", "redis://h/x", "h:6379"})
  void whatIsNoRedisIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CacheSettings.at(url, new Secret.None()))
        .withMessageContaining("redis://host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ttl = 0s", "fresh = 10m", "slow = 1s", "memory = 1", "prefix = \"a b\""})
  void whatIsOutOfRangeIsRefusedWithTheRange(String line) {
    var config = ConfigFactory.parseString("novacron.cache { " + line + " }");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CacheSettings.of(config.withFallback(ConfigFactory.load())))
        .withMessageContaining(line.substring(0, line.indexOf(' ')));
  }

  @Test
  void keysAreBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey("A", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey("a", "x".repeat(513)));
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey("a", "x y"));
  }
}
