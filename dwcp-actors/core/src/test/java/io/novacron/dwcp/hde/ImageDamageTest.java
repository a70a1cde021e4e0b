package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is damaged is refused: no crash, no hang, no wrong byte. */
class ImageDamageTest {
  private static final int MIB = 1 << 20;
  private static final byte[] BASE = Pictures.of(2 * MIB, 1);
  private static final byte[] IMAGE =
      Pictures.written(Pictures.shifted(BASE, 5000, 3), 60, 3000, 2);
  private static final Coded CODED = coded();

  private static Coded coded() {
    try {
      return new Coded(IMAGE, BASE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** CRC-32C finds it. */
  @Property(tries = 200)
  void aBitThatWasFlipped(@ForAll @IntRange(max = Integer.MAX_VALUE) int where) throws IOException {
    byte[] stream = CODED.bytes();
    stream[where / 8 % stream.length] ^= (byte) (1 << where % 8);
    assertThatThrownBy(() -> Coded.decoded(stream, BASE))
        .isInstanceOf(MalformedPayloadException.class);
  }

  /** Even if the frame's checksum is right: somebody's mistake or malice. */
  @Property(tries = 400)
  void aFrameOfNonsense(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    int which = random.nextInt(CODED.frames.size());
    Frame frame = CODED.frames.get(which);
    byte[] payload = frame.payload().array().clone();
    for (int i = random.nextInt(4); i >= 0 && payload.length > 0; i--) {
      payload[random.nextInt(Math.min(payload.length, 400))] = (byte) random.nextInt();
    }
    List<Frame> frames = new ArrayList<>(CODED.frames);
    frames.set(
        which, new Frame(frame.type(), frame.region(), frame.mark(), ByteBuffer.wrap(payload)));
    try {
      assertThat(Coded.decoded(frames, BASE)).isEqualTo(IMAGE);
    } catch (MalformedPayloadException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property(tries = 100)
  void aStreamThatEndsEarly(@ForAll @IntRange(max = Integer.MAX_VALUE) int where)
      throws IOException {
    byte[] stream = CODED.bytes();
    byte[] half = Arrays.copyOf(stream, where % stream.length);
    assertThatThrownBy(() -> Coded.decoded(half, BASE))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void aBaseThatIsAnotherOneOrMissing() {
    byte[] stale = Pictures.written(BASE, 1, 1, 3);
    assertThatThrownBy(() -> Coded.decoded(CODED.frames, stale))
        .hasMessageContaining("another state of it");
    assertThatThrownBy(() -> Coded.decoded(CODED.frames, Arrays.copyOf(BASE, MIB)))
        .hasMessageContaining("another state of it");
    assertThatThrownBy(() -> Coded.decoded(CODED.frames, null))
        .hasMessageContaining("none is here");
  }

  @Test
  void aForeignVersionAndAForeignStream() throws IOException {
    byte[] stream = CODED.bytes();
    stream[2] = 7;
    assertThatThrownBy(() -> Coded.decoded(stream, BASE)).hasMessageContaining("version 7");
    assertThatThrownBy(() -> Coded.decoded(BASE, BASE)).hasMessageContaining("not a frame");
  }

  @Test
  void aPayloadOfFourGigabytes() {
    var header = ByteBuffer.allocate(Frame.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    new Frame(FrameType.REGION, 0, 0, ByteBuffer.allocate(0)).write(header);
    header.putInt(12, -1).flip();
    assertThatThrownBy(() -> Frame.payloadBytes(header.position(0)))
        .hasMessageContaining("4294967295 bytes of payload");
  }

  @Test
  void moreRegionsThanThereAre() {
    Frame head = CODED.frames.getFirst();
    var run = new Frame(FrameType.ZEROS, 1, head.mark(), ByteBuffer.wrap(new byte[] {2}));
    assertThatThrownBy(() -> Coded.decoded(List.of(head, run), BASE)).hasMessageContaining("of 2");
    var beyond = new Frame(FrameType.REGION, -1, head.mark(), ByteBuffer.wrap(new byte[] {2}));
    assertThatThrownBy(() -> Coded.decoded(List.of(head, beyond), BASE))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void aFrameBeforeTheFirst() {
    assertThatThrownBy(() -> Coded.decoded(CODED.frames.subList(1, 2), BASE))
        .hasMessageContaining("first frame is missing");
  }
}
