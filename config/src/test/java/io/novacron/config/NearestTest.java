package io.novacron.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("database", "cache", "cluster");

  @Test
  void theNearestIsNamedAndNothingThatIsFar() {
    assertThat(Nearest.of("databse", KNOWN)).hasValue("database");
    assertThat(Nearest.of("CACHE", KNOWN)).hasValue("cache");
    assertThat(Nearest.of("kitchen", KNOWN)).isEmpty();
    assertThat(Nearest.of("x".repeat(65), KNOWN)).isEmpty();
    assertThat(Nearest.hint("clustre", KNOWN)).isEqualTo("; did you mean 'cluster'?");
    assertThat(Nearest.hint("kitchen", KNOWN)).isEmpty();
  }

  @Property
  void aWordIsNearestToItself(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String word) {
    assertThat(Nearest.of(word, List.of(word, word + "xyz"))).hasValue(word);
  }
}
