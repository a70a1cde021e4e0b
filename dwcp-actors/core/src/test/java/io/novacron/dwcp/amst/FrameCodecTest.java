package io.novacron.dwcp.amst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
  private static final StreamDigest DIGEST = new StreamDigest(5, "ab".repeat(32));
  private static final List<Frame> ONE_OF_EACH =
      List.of(
          new Frame.Hello("move-1", "ticket", -7, 3),
          new Frame.Welcome(4, 1 << 20, ByteBuffer.wrap(new byte[] {7, 8})),
          new Frame.Data(0, (byte) 1, 10, ByteBuffer.wrap(new byte[] {1, 2, 3})),
          new Frame.Fin(9, DIGEST),
          new Frame.Ack(8, -5),
          new Frame.Done(DIGEST),
          new Frame.KeepAlive(),
          new Frame.Abort("no room"),
          new Frame.Want("cd".repeat(32)),
          new Frame.Have("cd".repeat(32), Frame.HAVE_PAGES, Frame.HAVE_PAGES + 1, hashes(1)),
          new Frame.Have("cd".repeat(32), 0, 0, hashes(0)));

  private static ByteBuffer hashes(int count) {
    return ByteBuffer.allocate(count * Long.BYTES);
  }

  @Test
  void everyFrameComesBackAsItWas() throws Exception {
    for (var frame : ONE_OF_EACH) {
      assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(frame);
    }
  }

  @Test
  void aFrameThatIsNotAllThereIsLeftAlone() throws Exception {
    for (var frame : ONE_OF_EACH) {
      var bytes = FrameCodec.encode(frame);
      for (int limit = 0; limit < bytes.capacity(); limit++) {
        var part = bytes.duplicate().limit(limit);
        assertThat(FrameCodec.decode(part)).isNull();
        assertThat(part.position()).isZero();
      }
    }
  }

  @Test
  void aBitTurnedOverAnywhereIsNoticed() {
    for (var frame : ONE_OF_EACH) {
      int bits = FrameCodec.encode(frame).capacity() * 8;
      for (int bit = 0; bit < bits; bit++) {
        var bytes = FrameCodec.encode(frame);
        bytes.put(bit / 8, (byte) (bytes.get(bit / 8) ^ (1 << bit % 8)));
        assertThat(decodes(bytes, frame)).as("%s, bit %s", frame, bit).isFalse();
      }
    }
  }

  /** A length that grew may also mean that the rest is still to come. */
  private static boolean decodes(ByteBuffer bytes, Frame frame) {
    try {
      return frame.equals(FrameCodec.decode(bytes));
    } catch (AmstProtocolException _) {
      return false;
    }
  }

  @Property(tries = 200)
  void framesFollowEachOtherInABuffer(
      @ForAll @Size(max = 300) byte[] payload,
      @ForAll @LongRange(min = 0) long sequence,
      @ForAll byte codec)
      throws Exception {
    var first = new Frame.Ack(sequence, 1);
    var bytes = payload.length == 0 ? new byte[] {1} : payload;
    var second = new Frame.Data(sequence, codec, 300, ByteBuffer.wrap(bytes));
    var a = FrameCodec.encode(first);
    var b = FrameCodec.encode(second);
    var both = ByteBuffer.allocateDirect(a.capacity() + b.capacity()).put(a).put(b).flip();
    assertThat(FrameCodec.decode(both)).isEqualTo(first);
    assertThat(FrameCodec.decode(both)).isEqualTo(second);
    assertThat(both.hasRemaining()).isFalse();
  }

  @Property(tries = 500)
  void noiseIsRefusedOrWaitedFor(@ForAll @Size(max = 200) byte[] noise) {
    var in = ByteBuffer.wrap(noise);
    try {
      assertThat(FrameCodec.decode(in)).isNull();
    } catch (AmstProtocolException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property(tries = 200)
  void anyHelloComesBack(
      @ForAll @StringLength(max = 80) String transfer,
      @ForAll @StringLength(max = 80) String ticket,
      @ForAll long sender,
      @ForAll @IntRange(max = 63) int stream)
      throws Exception {
    var hello = new Frame.Hello(clean(transfer), clean(ticket), sender, stream);
    assertThat(FrameCodec.decode(FrameCodec.encode(hello))).isEqualTo(hello);
  }

  /** Half a surrogate pair has no UTF-8. */
  private static String clean(String text) {
    return text.codePoints()
        .filter(point -> !Character.isSurrogate((char) point) || point > 0xFFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aLengthBeyondTheLimitsIsRefusedBeforeThePayloadComes() {
    var header = FrameCodec.encode(new Frame.KeepAlive());
    header.put(Frame.KIND_OFFSET, Frame.DATA).putInt(Frame.RAW_BYTES_OFFSET, Integer.MAX_VALUE);
    header.putInt(Frame.PAYLOAD_BYTES_OFFSET, Integer.MAX_VALUE);
    assertThatThrownBy(() -> FrameCodec.decode(header)).hasMessageContaining("lengths");
    header.putInt(Frame.PAYLOAD_BYTES_OFFSET, -1);
    assertThatThrownBy(() -> FrameCodec.decode(header)).hasMessageContaining("lengths");
  }

  @Test
  void anotherVersionAndAnUnknownKindAreRefused() {
    var newer = FrameCodec.encode(new Frame.KeepAlive()).put(Frame.VERSION_OFFSET, (byte) 3);
    assertThatThrownBy(() -> FrameCodec.decode(newer)).hasMessageContaining("version");
    var unknown = FrameCodec.encode(new Frame.KeepAlive()).put(Frame.KIND_OFFSET, (byte) 99);
    assertThatThrownBy(() -> FrameCodec.decode(unknown)).hasMessageContaining("kind 99");
  }

  @Test
  void aHelloWithOddContentsIsRefused() {
    var hello = new Frame.Hello("move", "ticket", 1, 2);
    refused(hello, 12, Integer.MAX_VALUE);
    refused(hello, 12, -1);
    refused(hello, 20, 3);
    refused(hello, 8, -1);
  }

  @Test
  void hashesOfPagesThatThereCannotBeAreRefused() throws Exception {
    var have = new Frame.Have("cd".repeat(32), 0, 2, hashes(2));
    refused(have, 32, 1);
    refused(have, 32, -Frame.HAVE_PAGES);
    refused(have, 36, 3);
    refused(new Frame.Have("cd".repeat(32), 0, 0, hashes(0)), 32, Frame.HAVE_PAGES);
    refused(have, 36, -1);
    refused(have, 36, Integer.MAX_VALUE);
    var most = new Frame.Have("cd".repeat(32), 0, Frame.HAVE_PAGES, hashes(Frame.HAVE_PAGES));
    assertThat(FrameCodec.decode(FrameCodec.encode(most))).isEqualTo(most);
    var more = FrameCodec.encode(most);
    more.putInt(Frame.PAYLOAD_BYTES_OFFSET, more.getInt(Frame.PAYLOAD_BYTES_OFFSET) + Long.BYTES);
    assertThatThrownBy(() -> FrameCodec.decode(more)).hasMessageContaining("lengths");
  }

  @Test
  void whatIsNoIdIsNotAskedFor() {
    assertThatThrownBy(() -> FrameCodec.encode(new Frame.Want("cd")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(Frame frame, int payloadOffset, int value) {
    var bytes = FrameCodec.encode(frame).putInt(Frame.HEADER_BYTES + payloadOffset, value);
    var crc = new CRC32C();
    crc.update(bytes.slice(0, Frame.CRC_OFFSET));
    crc.update(bytes.slice(Frame.HEADER_BYTES, bytes.capacity() - Frame.HEADER_BYTES));
    bytes.putInt(Frame.CRC_OFFSET, (int) crc.getValue());
    assertThatThrownBy(() -> FrameCodec.decode(bytes)).isInstanceOf(AmstProtocolException.class);
  }

  @Test
  void aHelloTooLongIsNotMadeAndAReasonTooLongIsCut() throws Exception {
    var hello = new Frame.Hello("x".repeat(1000), "y".repeat(100), 1, 0);
    assertThatThrownBy(() -> FrameCodec.encode(hello)).isInstanceOf(IllegalArgumentException.class);
    var cut = FrameCodec.decode(FrameCodec.encode(new Frame.Abort("z".repeat(5000))));
    assertThat(cut).isEqualTo(new Frame.Abort("z".repeat(Frame.MAX_REASON_BYTES)));
  }

  @Test
  void theLargestFrameFits() throws Exception {
    var bytes = new byte[Frame.MAX_RAW_BYTES + Frame.MAX_OVERHEAD_BYTES];
    new Random(1).nextBytes(bytes);
    var data = new Frame.Data(1, (byte) 0, Frame.MAX_RAW_BYTES, ByteBuffer.wrap(bytes));
    var encoded = FrameCodec.encode(data);
    assertThat(encoded.remaining()).isEqualTo(FrameCodec.largestFrameBytes());
    assertThat(FrameCodec.decode(encoded)).isEqualTo(data);
  }

  @Test
  void aDigestIsOfTheStreamThatPassedBy() {
    var hash = new StreamHash();
    hash.update(ByteBuffer.wrap(new byte[] {'a', 'b'}));
    hash.update(ByteBuffer.wrap(new byte[] {'c'}));
    var digest = hash.digest();
    assertThat(digest.rawBytes()).isEqualTo(3);
    assertThat(digest.sha256()).startsWith("ba7816bf8f01cfea414140de5dae2223b00361a3");
    assertThatThrownBy(() -> new StreamDigest(1, "short"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
