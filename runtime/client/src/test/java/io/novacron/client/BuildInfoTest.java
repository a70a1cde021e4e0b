package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {
  @Test
  void theBuildWroteDownItsVersion() {
    assertThat(BuildInfo.current().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(BuildInfo.current().build()).isNotEmpty().doesNotContain("$");
  }
}
