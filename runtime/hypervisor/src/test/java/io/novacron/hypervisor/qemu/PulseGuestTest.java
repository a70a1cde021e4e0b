package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulseGuestTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void theResourceIsWhatTheSourceAssemblesTo(@TempDir Path dir) throws Exception {
    String source = Path.of("src/main/guest/pulse.S").toAbsolutePath().toString();
    run("as", "--32", "-o", dir + "/pulse.o", source);
    run(
        "ld",
        "-m",
        "elf_i386",
        "-Ttext",
        "0x7c00",
        "--oformat",
        "binary",
        "-o",
        dir + "/pulse.bin",
        dir + "/pulse.o");
    assertThat(Files.readAllBytes(dir.resolve("pulse.bin"))).isEqualTo(PulseGuest.bootSector());
  }

  private static void run(String... argv) {
    String output;
    try {
      output = ShortRun.output(List.of(argv), LONG);
    } catch (IOException e) {
      Assumptions.abort("no assembler for x86 here: apt-get install -y binutils (" + e + ")");
      return;
    }
    assertThat(output).isEmpty();
  }

  @Test
  void anImageIsABootSectorWithItsParameters() {
    byte[] image = PulseGuest.image(new PulseGuest.Settings(16, 640, 10, 64, 4));
    assertThat(image).hasSize(1 << 20);
    assertThat(image[510]).isEqualTo((byte) 0x55);
    assertThat(image[511]).isEqualTo((byte) 0xaa);
    assertThat(parameters(image)).containsExactly(16 * 256, 640, 10, 64, 4, 0);
  }

  @Test
  void withoutAWorkingSetNothingIsRewritten() {
    assertThat(parameters(PulseGuest.image(new PulseGuest.Settings(0, 640, 10, 64, 4))))
        .containsExactly(0, 0, 10, 64, 4, 0);
  }

  @Test
  void aSpinningGuestOnlyComputes() {
    assertThat(parameters(PulseGuest.spinning(1000))).containsExactly(0, 0, 1, 1, 1, 1000);
  }

  private static int[] parameters(byte[] image) {
    int[] parameters = new int[6];
    ByteBuffer.wrap(image)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(PulseGuest.PARAMETERS_OFFSET)
        .asIntBuffer()
        .get(parameters);
    return parameters;
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused("workingSetMiB", () -> settings(-1, 0, 1, 1, 1));
    assertRefused("workingSetMiB", () -> settings(2049, 0, 1, 1, 1));
    assertRefused("pagesPerBurst", () -> settings(1, -1, 1, 1, 1));
    assertRefused("beatsPerBurst", () -> settings(1, 0, 0, 1, 1));
    assertRefused("wordsPerPage", () -> settings(1, 0, 1, 0, 1));
    assertRefused("wordsPerPage", () -> settings(1, 0, 1, 1025, 1));
    assertRefused("equalWords", () -> settings(1, 0, 1, 1, 0));
  }

  private static PulseGuest.Settings settings(int a, int b, int c, int d, int e) {
    return new PulseGuest.Settings(a, b, c, d, e);
  }

  private static void assertRefused(
      String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
