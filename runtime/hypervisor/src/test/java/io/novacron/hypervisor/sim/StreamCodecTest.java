package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.vm.Heartbeat;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamCodecTest {
  private static final VmSpec SPEC = Specs.simulated(2, Heartbeat.SERIAL, new Workload(7, 1, 10));
  private static final int MIB = 1 << 20;

  private static byte[] written(Machine machine) {
    var out = new ByteArrayOutputStream();
    var writer = new StreamWriter();
    writer.header(machine.spec());
    for (int page = 0; page < machine.memory().pages(); page++) {
      writer.page(machine.memory(), page);
      take(writer, out, page % StreamWriter.BATCH_PAGES == 0);
    }
    writer.state(machine.devices());
    writer.end();
    take(writer, out, true);
    return out.toByteArray();
  }

  private static void take(StreamWriter writer, ByteArrayOutputStream out, boolean now) {
    if (now) {
      ByteBuffer taken = writer.take();
      byte[] piece = new byte[taken.remaining()];
      taken.get(piece);
      out.writeBytes(piece);
    }
  }

  static byte[] good() {
    try (var machine = new Machine(SPEC)) {
      machine.restore(new DeviceState(11, 22, 33));
      machine.memory().put(0, filled(1), 0);
      machine.memory().put(5, filled(2), 0);
      return written(machine);
    }
  }

  private static byte[] filled(int value) {
    byte[] page = new byte[GuestMemory.PAGE_BYTES];
    Arrays.fill(page, (byte) value);
    return page;
  }

  private static byte[] memory(Machine machine) {
    byte[] all = new byte[machine.memory().pages() * GuestMemory.PAGE_BYTES];
    for (int page = 0; page < machine.memory().pages(); page++) {
      machine.memory().get(page, all, page * GuestMemory.PAGE_BYTES);
    }
    return all;
  }

  private static boolean isRead(ByteBuffer stream) throws MalformedStreamException {
    try (var machine = new Machine(SPEC)) {
      var reader = new StreamReader();
      reader.feed(stream, machine);
      return reader.isComplete();
    }
  }

  private static void assertRefused(byte[] stream, String why) {
    assertRefused(ByteBuffer.wrap(stream), why);
  }

  private static void assertRefused(ByteBuffer stream, String why) {
    assertThatThrownBy(() -> isRead(stream.rewind()))
        .isInstanceOf(MalformedStreamException.class)
        .hasMessageContaining(why);
  }

  @Property(tries = 30)
  void whatWasWrittenIsReadInPiecesOfAnySize(
      @ForAll @IntRange(min = 0, max = 700) int steps,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 100_000) Integer> pieces)
      throws Exception {
    try (var source = new Machine(SPEC);
        var target = new Machine(SPEC)) {
      var run = new WorkloadRun(SPEC.workload(), source.memory());
      for (int i = 0; i < steps; i++) {
        run.step();
      }
      source.restore(new DeviceState(run.randomState(), run.steps(), 99));
      byte[] stream = written(source);
      var reader = new StreamReader();
      int at = 0;
      for (int i = 0; at < stream.length; i++) {
        int count = Math.min(pieces.get(i % pieces.size()), stream.length - at);
        assertThat(reader.isComplete()).isFalse();
        reader.feed(ByteBuffer.wrap(stream, at, count), target);
        at += count;
      }
      assertThat(reader.isComplete()).isTrue();
      assertThat(target.devices()).isEqualTo(source.devices());
      assertThat(memory(target)).isEqualTo(memory(source));
    }
  }

  @Test
  void zeroPagesInARowTakeOneFrame() {
    try (var machine = new Machine(SPEC)) {
      assertThat(written(machine)).hasSizeLessThan(StreamFormat.HEADER_BYTES + 40 * 9);
    }
    assertThat(good()).hasSizeBetween(2 * GuestMemory.PAGE_BYTES, 3 * GuestMemory.PAGE_BYTES);
  }

  @Test
  void aPageThatBecameZeroIsZeroAtTheTarget() throws Exception {
    try (var source = new Machine(SPEC);
        var target = new Machine(SPEC)) {
      target.memory().put(3, filled(9), 0);
      new StreamReader().feed(ByteBuffer.wrap(written(source)), target);
      assertThat(memory(target)).containsOnly(0);
    }
  }

  @Property(tries = 200)
  void aFlippedBitIsNeverTaken(@ForAll @IntRange(min = 0, max = MIB) int place) {
    byte[] stream = good();
    int bit = place % (stream.length * 8);
    stream[bit / 8] ^= (byte) (1 << (bit % 8));
    assertThat(isTaken(stream)).isFalse();
  }

  @Property(tries = 200)
  void aTruncatedStreamIsNotComplete(@ForAll @IntRange(min = 0, max = MIB) int place) {
    byte[] stream = good();
    assertThat(isTaken(Arrays.copyOf(stream, place % stream.length))).isFalse();
  }

  private static boolean isTaken(byte[] stream) {
    try {
      return isRead(ByteBuffer.wrap(stream));
    } catch (MalformedStreamException e) {
      return false;
    }
  }

  @Property(tries = 200)
  void nonsenseIsRefusedAndNothingWorse(@ForAll @Size(max = 5000) byte[] nonsense) {
    assertThat(isTaken(nonsense)).isFalse();
    byte[] behindAHeader = Arrays.copyOf(good(), StreamFormat.HEADER_BYTES + nonsense.length);
    System.arraycopy(nonsense, 0, behindAHeader, StreamFormat.HEADER_BYTES, nonsense.length);
    assertThat(isTaken(behindAHeader)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, it is no simulated guest",
    "9, it is of version 3",
    "11, its header has unknown flags",
    "15, its memory is of another size",
    "19, its machine is another one",
    "20, there is no frame of kind"
  })
  void whatIsWrongIsSaid(int at, String why) {
    byte[] stream = good();
    stream[at] ^= (byte) (at == 20 ? 0x40 : 2);
    assertRefused(stream, why);
  }

  @Test
  void nothingFollowsTheEnd() {
    byte[] stream = good();
    assertRefused(Arrays.copyOf(stream, stream.length + 1), "there are bytes after its end");
  }

  @Test
  void aPageBeyondTheMemoryIsRefused() {
    for (int page : new int[] {-1, Integer.MIN_VALUE, 512, Integer.MAX_VALUE}) {
      ByteBuffer pageFrame = frames(StreamFormat.MAX_FRAME_BYTES);
      assertRefused(pageFrame.put(StreamFormat.PAGE).putInt(page), "there is no page");
    }
  }

  @Test
  void zeroPagesBeyondTheMemoryAreRefused() {
    int[][] ranges = {{-1, 1}, {0, -1}, {512, 1}, {1, 512}, {1, Integer.MAX_VALUE}};
    for (int[] range : ranges) {
      ByteBuffer zero = frames(9);
      zero.put(StreamFormat.ZERO).putInt(range[0]).putInt(range[1]);
      assertRefused(zero, "it has no such pages");
    }
  }

  @Test
  void aGuestWithoutDeviceStateIsRefused() {
    assertRefused(frames(5).put(StreamFormat.END).putInt(0), "without device state");
  }

  @Test
  void deviceStateIsTheLastOfIt() {
    ByteBuffer twice = frames(50);
    for (int i = 0; i < 2; i++) {
      twice.put(StreamFormat.STATE);
      new DeviceState(1, 2, 3).writeTo(twice);
    }
    assertRefused(twice, "its device state is not the last of it");
  }

  @Test
  void countersAreNotNegative() {
    ByteBuffer frame = frames(25).put(StreamFormat.STATE);
    new DeviceState(-1, -1, 0).writeTo(frame);
    assertRefused(frame, "negative");
  }

  /** A good header with room for {@code bytes} behind it. */
  private static ByteBuffer frames(int bytes) {
    byte[] header = Arrays.copyOf(good(), StreamFormat.HEADER_BYTES + bytes);
    Arrays.fill(header, StreamFormat.HEADER_BYTES, header.length, (byte) 0);
    return ByteBuffer.wrap(header).position(StreamFormat.HEADER_BYTES);
  }
}
