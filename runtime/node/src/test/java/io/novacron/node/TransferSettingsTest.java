package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.config.Sources;
import io.novacron.dwcp.mode.Mode;
import io.novacron.dwcp.transfer.TransferOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferSettingsTest {
  private static TransferOptions options(Mode mode, Map<String, String> keys) {
    var configuration = NodeSettings.of(Sources.of(keys)).configuration();
    return TransferSettings.of(configuration).options(mode.word());
  }

  @Test
  void eachModeHasAProfileOfItsOwn() {
    var keys =
        Map.of(
            "dwcp.modes.datacenter.streams", "2",
            "dwcp.modes.hybrid.streams", "3",
            "dwcp.modes.internet.streams", "5",
            "dwcp.modes.internet.compression-level", "7");
    assertThat(options(Mode.DATACENTER, keys).streams()).isEqualTo(2);
    assertThat(options(Mode.HYBRID, keys).streams()).isEqualTo(3);
    assertThat(options(Mode.INTERNET, keys))
        .returns(5, TransferOptions::streams)
        .returns(7, TransferOptions::zstdLevel);
  }

  @Test
  void withoutItsFeaturesEachModeIsOneStreamWithLittleCompression() {
    var keys = Map.of("dwcp.features.multi-stream", "false", "dwcp.features.compression", "false");
    for (Mode mode : Mode.values()) {
      assertThat(options(mode, keys))
          .returns(1, TransferOptions::streams)
          .satisfies(options -> assertThat(options.zstdLevel()).isNegative());
    }
  }
}
