package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PayloadCompressorTest {
  @Property(tries = 100)
  void anythingComesBackAsItWasAndNeverGrows(
      @ForAll @IntRange(min = 1, max = 100_000) int size,
      @ForAll @IntRange(min = 1, max = 256) int letters,
      @ForAll @IntRange(min = -7, max = 6) int level)
      throws Exception {
    var raw = letters(size, letters);
    try (var compressor = new PayloadCompressor(level)) {
      var packed = compressor.pack(raw);
      assertThat(packed.payload().remaining()).isBetween(1, size);
      assertThat(PayloadCompressor.unpack(packed.codec(), packed.payload(), size)).isEqualTo(raw);
    }
  }

  @Test
  void noiseIsStoredAndZerosVanish() {
    try (var compressor = new PayloadCompressor(1)) {
      assertThat(compressor.pack(letters(100_000, 256)).codec())
          .isEqualTo(PayloadCompressor.STORED);
      var zeros = compressor.pack(letters(100_000, 1));
      assertThat(zeros.codec()).isEqualTo(PayloadCompressor.ZSTD);
      assertThat(zeros.payload().remaining()).isLessThan(100);
    }
  }

  @Test
  void takesOnlyWhatRemainsOfABuffer() throws Exception {
    var raw = letters(1000, 256).position(300).limit(500);
    try (var compressor = new PayloadCompressor(1)) {
      var packed = compressor.pack(raw);
      assertThat(PayloadCompressor.unpack(packed.codec(), packed.payload(), 200)).isEqualTo(raw);
    }
  }

  @Test
  void aBombDoesNotGoOff() {
    var bomb = ByteBuffer.wrap(Zstd.compress(new byte[10_000_000]));
    assertThat(bomb.remaining()).isLessThan(10_000);
    assertThatThrownBy(() -> PayloadCompressor.unpack(PayloadCompressor.ZSTD, bomb, 100_000))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void whatIsNotWhatItSaysIsRefused() {
    var few = ByteBuffer.wrap(Zstd.compress(new byte[50]));
    malformed(PayloadCompressor.ZSTD, few, 100);
    malformed(PayloadCompressor.ZSTD, letters(100, 256), 100);
    malformed(PayloadCompressor.STORED, letters(100, 256), 99);
    malformed((byte) 9, letters(100, 256), 100);
  }

  private static void malformed(byte codec, ByteBuffer payload, int rawBytes) {
    assertThatThrownBy(() -> PayloadCompressor.unpack(codec, payload, rawBytes))
        .isInstanceOf(MalformedPayloadException.class);
  }

  private static ByteBuffer letters(int size, int letters) {
    var random = new Random(size);
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(letters);
    }
    return ByteBuffer.wrap(bytes);
  }
}
