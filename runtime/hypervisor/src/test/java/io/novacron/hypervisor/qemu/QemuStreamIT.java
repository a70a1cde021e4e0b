package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.stream.Parted;
import io.novacron.dwcp.hde.stream.QemuStream;
import io.novacron.dwcp.hde.stream.RamLayout;
import io.novacron.dwcp.hde.stream.StreamFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of machines of many kinds, taken apart, and the memory in them. */
class QemuStreamIT {
  private static final PulseGuest.Settings SETTINGS = new PulseGuest.Settings(8, 64, 10, 256, 1);

  private static final int MIB = 1 << 20;
  private static final int PAGE = RamLayout.PAGE;
  private static final int MOST_PIECE = 100_000;

  /** Where a PC has its working set; below it, not all that the guest sees is memory. */
  private static final int BASE = MIB;

  private static final String PULSE = " -drive if=ide,format=raw,snapshot=on,file=PULSE";

  @TempDir private Path dir;

  private final QemuStream parser = new QemuStream();

  @BeforeEach
  void qemuIsInstalledAndTheGuestIsThere() throws IOException {
    QemuIsInstalled.assume();
    PulseGuest.writeTo(dir.resolve("pulse.img"), SETTINGS);
  }

  private CapturedGuest guest(String arguments) {
    String image = dir.resolve("pulse.img").toString();
    return new CapturedGuest(
        dir,
        List.of(arguments.replace("PULSE", image).replace("DIR", dir.toString()).split(" ", -1)));
  }

  private Parted parted(byte[] stream) {
    Parted parted = Parted.of(stream, parser, MOST_PIECE, new Random(1));
    assertThat(parted.stream()).isEqualTo(stream);
    return parted;
  }

  /** Takes a stream apart that must be understood to the end of the memory. */
  private Parted understood(byte[] stream) {
    Parted parted = parted(stream);
    StreamFigures figures = parser.figures();
    assertThat(figures.whyPassed()).isEmpty();
    assertThat(figures.understoodBytes() + figures.stateBytes()).isEqualTo(stream.length);
    assertThat(figures.stateBytes()).isBetween(1L, (long) MIB);
    return parted;
  }

  /** How many of the pages that the guest sees are different in the stream. */
  private static int wrong(CapturedGuest guest, Parted parted, String... blocks)
      throws IOException {
    List<Long> pages = new ArrayList<>();
    for (String name : blocks) {
      var block = parted.block(name);
      for (long at = 0; at < block.bytes(); at += PAGE) {
        pages.add(block.start() + at);
      }
    }
    byte[] seen = guest.memory(BASE, (long) pages.size() * PAGE - BASE);
    int wrong = 0;
    for (int at = 0; at < seen.length; at += PAGE) {
      byte[] page = Arrays.copyOfRange(seen, at, at + PAGE);
      wrong += Arrays.equals(page, parted.page(pages.get((BASE + at) / PAGE))) ? 0 : 1;
    }
    return wrong;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-machine pc-i440fx-7.2 -m 32 | pc.ram",
        "-machine pc-i440fx-2.4 -m 24 -vga std -device usb-ehci -device usb-tablet | pc.ram",
        "-machine pc-q35-7.2 -m 32 | pc.ram",
        "-machine isapc -cpu 486 -m 16 -vga none | pc.ram",
        "-machine pc-i440fx-7.2 -m 40 -device e1000 -device virtio-net-pci -device virtio-serial"
            + " | pc.ram",
        "-machine pc -m 48 -object memory-backend-ram,id=m0,size=24M"
            + " -object memory-backend-ram,id=m1,size=24M -smp 2"
            + " -numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1 | m0 m1",
        "-machine pc -m 33,slots=2,maxmem=1G -object memory-backend-ram,id=d,size=128M"
            + " -device pc-dimm,memdev=d | pc.ram",
      })
  void whatAStoppedGuestHasInMemoryIsInTheParts(String arguments, String blocks) throws Exception {
    try (CapturedGuest guest = guest(arguments + PULSE)) {
      guest.boot();
      guest.stop();
      guest.migrate();
      Parted parted = understood(guest.stream());
      assertThat(parser.figures().pages()).isGreaterThan(SETTINGS.workingSetMiB() * 256L);
      assertThat(wrong(guest, parted, blocks.split(" ", -1))).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-machine microvm -m 8 | microvm.ram | 8",
        "-machine pc -m 3 | pc.ram | 3",
        "-machine pc-q35-7.2 -m 8 -device virtio-blk-pci,drive=d"
            + " -drive if=none,id=d,format=raw,readonly=on,file=PULSE -vga std | pc.ram | 8",
        "-machine pc-q35-6.0 -m 5120 | pc.ram | 5120",
        "-machine pc-i440fx-7.2 -m 5120 | pc.ram | 5120",
        "-machine pc -uuid 11111111-2222-3333-4444-555555555555 -m 9 | pc.ram | 9",
      })
  void aGuestThatNeverRanIsZero(String arguments, String block, int mebibytes) throws Exception {
    try (CapturedGuest guest = guest(arguments)) {
      guest.enable("validate-uuid");
      guest.migrate();
      Parted parted = understood(guest.stream());
      assertThat(parted.block(block).bytes()).isEqualTo((long) mebibytes * MIB);
      assertThat(parser.figures().zeroPages()).isGreaterThanOrEqualTo(mebibytes * 256L);
    }
  }

  /**
   * Emulation can lose a write that races with QEMU's look at what was written, see {@link
   * QemuDriverIT}.
   */
  @Test
  void whatARunningGuestWritesComesAsDifferences() throws Exception {
    try (CapturedGuest guest = guest("-machine pc-i440fx-7.2 -m 32" + PULSE)) {
      guest.enable("xbzrle");
      guest.execute(
          "migrate-set-parameters", Map.of("max-bandwidth", 16 * MIB, "downtime-limit", 1));
      guest.boot();
      guest.migrate();
      guest.awaitPasses(5);
      guest.execute(
          "migrate-set-parameters", Map.of("max-bandwidth", 1024 * MIB, "downtime-limit", 2000));
      Parted parted = understood(guest.stream());
      assertThat(parser.figures().deltas()).isPositive();
      assertThat(wrong(guest, parted, "pc.ram")).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whatIsNotKnownPassesThrough() throws Exception {
    try (CapturedGuest guest = guest("-machine pc -m 8")) {
      guest.enable("x-ignore-shared");
      guest.migrate();
      Parted parted = parted(guest.stream());
      assertThat(parted.hasLayout()).isFalse();
      assertThat(parser.figures().whyPassed()).isEqualTo("a block without a name");
    }
  }
}
