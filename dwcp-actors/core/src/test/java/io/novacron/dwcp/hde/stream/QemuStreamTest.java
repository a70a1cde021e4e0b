package io.novacron.dwcp.hde.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QemuStreamTest {
  private static final int MIB = 1 << 20;
  private static final int PAGE = RamLayout.PAGE;

  private final QemuStream stream = new QemuStream();

  private Parted parted(byte[] bytes, int most) {
    Parted parted = Parted.of(bytes, stream, most, new Random(1));
    assertThat(parted.stream()).isEqualTo(bytes);
    return parted;
  }

  @ParameterizedTest
  @EnumSource
  void whatQemuWroteIsUnderstood(Captured captured) {
    parted(captured.bytes(), MIB);
    StreamFigures figures = stream.figures();
    assertThat(figures.whyPassed()).isEmpty();
    assertThat(figures.passedBytes()).isZero();
    assertThat(figures.understoodBytes() + figures.stateBytes()).isEqualTo(captured.bytes().length);
    assertThat(figures.pages()).isPositive();
    assertThat(figures.zeroPages()).isPositive();
    assertThat(figures.stateBytes()).isBetween(1L, 300_000L);
  }

  @ParameterizedTest
  @EnumSource
  void oneByteAtATimeSaysTheSame(Captured captured) {
    parted(captured.bytes(), 1);
    var atOnce = new QemuStream();
    byte[] bytes = captured.bytes();
    atOnce.take(bytes, 0, bytes.length, new Parted(atOnce));
    assertThat(stream.figures()).isEqualTo(atOnce.figures());
  }

  @Test
  void blocksAreLaidOutOneAfterTheOther() {
    RamLayout layout = parted(Captured.MICROVM.bytes(), MIB).layout();
    assertThat(layout.blocks())
        .containsExactly(
            new RamBlock("microvm.ram", 8 * MIB, 0),
            new RamBlock("/rom@etc/acpi/tables", 4096, 8 * MIB),
            new RamBlock("pc.bios", 65536, 8 * MIB + 4096),
            new RamBlock("/rom@etc/table-loader", 4096, 8 * MIB + 69632),
            new RamBlock("/rom@etc/acpi/rsdp", 4096, 8 * MIB + 73728));
    assertThat(layout.bytes()).isEqualTo(8 * MIB + 77824);
  }

  /** Its BIOS fills pages with their number, and counts in the ninth word of each (beat.S). */
  @Test
  void pagesAreWhereTheGuestHadThem() {
    Parted parted = parted(Captured.XBZRLE.bytes(), 100_000);
    assertThat(stream.figures().deltas()).isGreaterThan(1000);
    long ram = parted.block("pc.ram").start();
    int rounds = counted(parted, ram, 0x1000);
    assertThat(rounds).isPositive();
    for (int paragraph = 0x1000; paragraph < 0x5000; paragraph += PAGE >> 4) {
      assertThat(counted(parted, ram, paragraph)).isBetween(rounds - 1, rounds);
    }
    assertThat(parted.page(ram)).isEqualTo(new byte[PAGE]);
  }

  private static int counted(Parted parted, long ram, int paragraph) {
    ByteBuffer page = ByteBuffer.wrap(parted.page(ram + 16L * paragraph));
    page.order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < PAGE; at += 2) {
      if (at != 16) {
        assertThat(page.getShort(at)).isEqualTo((short) paragraph);
      }
    }
    return page.getShort(16) - (short) paragraph & 0xFFFF;
  }

  @Test
  void theBeginningTellsWhoseStreamItIs() {
    byte[] bytes = Captured.MICROVM.bytes();
    assertThat(QemuStream.isIt(bytes, 0, QemuStream.MAGIC_BYTES)).isTrue();
    assertThat(QemuStream.isIt(bytes, 0, QemuStream.MAGIC_BYTES - 1)).isFalse();
    assertThat(QemuStream.isIt(bytes, 1, 100)).isFalse();
  }
}
