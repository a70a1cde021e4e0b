package io.novacron.dwcp.amst;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Frames to bytes and back; see {@link Frame} for the layout. */
public final class FrameCodec {
  private static final int HAVE_HEAD_BYTES = Frame.ID_BYTES + 2 * Integer.BYTES;
  private static final int DIGEST_BYTES = Long.BYTES + 32;
  private static final byte NO_CODEC = 0;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private FrameCodec() {}

  /** One frame as it goes over the wire, in a heap buffer of just its size. */
  public static ByteBuffer encode(Frame frame) {
    return switch (frame) {
      case Frame.Data(long sequence, byte codec, int rawBytes, ByteBuffer payload) ->
          seal(header(Frame.DATA, codec, sequence, rawBytes, payload), payload);
      case Frame.Fin(long sequence, StreamDigest digest) ->
          plain(Frame.FIN, sequence, bytesOf(digest));
      case Frame.Ack(long nextSequence, long receiverNanos) ->
          plain(Frame.ACK, nextSequence, bytesOf(receiverNanos));
      case Frame.Welcome(long nextSequence, long windowBytes, ByteBuffer offer) ->
          plain(Frame.WELCOME, nextSequence, bytesOf(windowBytes, offer));
      case Frame.Hello hello -> plain(Frame.HELLO, 0, bytesOf(hello));
      case Frame.Done(StreamDigest digest) -> plain(Frame.DONE, 0, bytesOf(digest));
      case Frame.KeepAlive() -> plain(Frame.KEEP_ALIVE, 0, NOTHING);
      case Frame.Abort(String reason) -> plain(Frame.ABORT, 0, bytesOf(reason));
      case Frame.Want(String baseId) -> plain(Frame.WANT, 0, ByteBuffer.wrap(idOf(baseId)));
      case Frame.Have have -> plain(Frame.HAVE, 0, bytesOf(have));
    };
  }

  /**
   * Takes the next frame from {@code in}, if all of it is there; otherwise leaves {@code in} alone
   * and returns null. A length is judged before anything is allocated for it.
   *
   * @param in ready to be read; must be able to hold {@link #largestFrameBytes}
   * @throws AmstProtocolException foreign magic or version, unknown kind, a length beyond the
   *     limits, a checksum that does not fit, a field that makes no sense
   */
  public static @Nullable Frame decode(ByteBuffer in) throws AmstProtocolException {
    if (in.remaining() < Frame.HEADER_BYTES) {
      return null;
    }
    int at = in.position();
    checkHeader(in, at);
    int frameBytes = Frame.HEADER_BYTES + in.getInt(at + Frame.PAYLOAD_BYTES_OFFSET);
    if (in.remaining() < frameBytes) {
      return null;
    }
    in.position(at + frameBytes);
    return open(in.slice(at, frameBytes));
  }

  /** The largest frame that {@link #decode} accepts, header included. */
  public static int largestFrameBytes() {
    return Frame.HEADER_BYTES + Frame.MAX_RAW_BYTES + Frame.MAX_OVERHEAD_BYTES;
  }

  private static ByteBuffer plain(byte kind, long sequence, ByteBuffer payload) {
    return seal(header(kind, NO_CODEC, sequence, 0, payload), payload);
  }

  private static ByteBuffer header(
      byte kind, byte codec, long sequence, int rawBytes, ByteBuffer payload) {
    return ByteBuffer.allocate(Frame.HEADER_BYTES + payload.remaining())
        .putShort(Frame.MAGIC_OFFSET, Frame.MAGIC)
        .put(Frame.VERSION_OFFSET, Frame.VERSION)
        .put(Frame.KIND_OFFSET, kind)
        .put(Frame.CODEC_OFFSET, codec)
        .putLong(Frame.SEQUENCE_OFFSET, sequence)
        .putInt(Frame.RAW_BYTES_OFFSET, rawBytes)
        .putInt(Frame.PAYLOAD_BYTES_OFFSET, payload.remaining());
  }

  private static ByteBuffer seal(ByteBuffer frame, ByteBuffer payload) {
    frame.put(Frame.HEADER_BYTES, payload, payload.position(), payload.remaining());
    return frame.putInt(Frame.CRC_OFFSET, checksum(frame));
  }

  private static int checksum(ByteBuffer frame) {
    var crc = new CRC32C();
    crc.update(frame.slice(0, Frame.CRC_OFFSET));
    crc.update(frame.slice(Frame.HEADER_BYTES, frame.limit() - Frame.HEADER_BYTES));
    return (int) crc.getValue();
  }

  private static void checkHeader(ByteBuffer in, int at) throws AmstProtocolException {
    require(in.getShort(at + Frame.MAGIC_OFFSET) == Frame.MAGIC, "not a frame: wrong magic");
    byte version = in.get(at + Frame.VERSION_OFFSET);
    require(
        version == Frame.VERSION, "this side speaks version " + Frame.VERSION + ", not " + version);
    byte kind = in.get(at + Frame.KIND_OFFSET);
    require(kind >= Frame.HELLO && kind <= Frame.HAVE, "frame of unknown kind " + kind);
    int payloadBytes = in.getInt(at + Frame.PAYLOAD_BYTES_OFFSET);
    checkLengths(kind, in.getInt(at + Frame.RAW_BYTES_OFFSET), payloadBytes);
    require(in.getLong(at + Frame.SEQUENCE_OFFSET) >= 0, "negative sequence number");
    require(reserved(in, at) == 0, "reserved header fields are not zero");
  }

  private static int reserved(ByteBuffer in, int at) {
    return (in.getInt(at + Frame.CODEC_OFFSET) & 0xFFFFFF) | in.getInt(at + 24);
  }

  private static void checkLengths(byte kind, int rawBytes, int payloadBytes)
      throws AmstProtocolException {
    boolean fits =
        switch (kind) {
          case Frame.DATA ->
              rawBytes >= 1 && payloadBytes >= 1 && isPayload(payloadBytes, rawBytes);
          case Frame.FIN, Frame.DONE -> payloadBytes == DIGEST_BYTES;
          case Frame.ACK -> payloadBytes == Long.BYTES;
          case Frame.WELCOME ->
              payloadBytes >= Long.BYTES && payloadBytes <= Long.BYTES + Frame.MAX_OFFER_BYTES;
          case Frame.ABORT -> payloadBytes >= 0 && payloadBytes <= Frame.MAX_REASON_BYTES;
          case Frame.WANT -> payloadBytes == Frame.ID_BYTES;
          case Frame.HAVE -> isHave(payloadBytes - HAVE_HEAD_BYTES);
          case Frame.HELLO -> payloadBytes >= 0 && payloadBytes <= Frame.MAX_HELLO_BYTES;
          default -> payloadBytes == 0;
        };
    require(
        fits && rawBytes <= Frame.MAX_RAW_BYTES && (kind == Frame.DATA || rawBytes == 0),
        "frame with impossible lengths, kind " + kind);
  }

  private static boolean isHave(int hashBytes) {
    return hashBytes >= 0
        && hashBytes <= Frame.HAVE_PAGES * Long.BYTES
        && hashBytes % Long.BYTES == 0;
  }

  private static boolean isPayload(int bytes, int rawBytes) {
    return bytes <= Math.min(rawBytes, Frame.MAX_RAW_BYTES) + Frame.MAX_OVERHEAD_BYTES;
  }

  private static Frame open(ByteBuffer frame) throws AmstProtocolException {
    require(frame.getInt(Frame.CRC_OFFSET) == checksum(frame), "checksum of a frame is wrong");
    long sequence = frame.getLong(Frame.SEQUENCE_OFFSET);
    var payload = new byte[frame.limit() - Frame.HEADER_BYTES];
    frame.get(Frame.HEADER_BYTES, payload);
    return switch (frame.get(Frame.KIND_OFFSET)) {
      case Frame.HELLO -> hello(ByteBuffer.wrap(payload));
      case Frame.WELCOME -> welcome(sequence, ByteBuffer.wrap(payload));
      case Frame.DATA -> data(sequence, frame, payload);
      case Frame.FIN -> new Frame.Fin(sequence, digest(payload));
      case Frame.ACK -> new Frame.Ack(sequence, ByteBuffer.wrap(payload).getLong());
      case Frame.DONE -> new Frame.Done(digest(payload));
      case Frame.ABORT -> new Frame.Abort(new String(payload, UTF_8));
      case Frame.WANT -> new Frame.Want(id(ByteBuffer.wrap(payload)));
      case Frame.HAVE -> have(ByteBuffer.wrap(payload));
      default -> new Frame.KeepAlive();
    };
  }

  private static Frame.Data data(long sequence, ByteBuffer frame, byte[] payload) {
    int rawBytes = frame.getInt(Frame.RAW_BYTES_OFFSET);
    return new Frame.Data(
        sequence, frame.get(Frame.CODEC_OFFSET), rawBytes, ByteBuffer.wrap(payload));
  }

  private static Frame.Welcome welcome(long sequence, ByteBuffer payload) {
    long windowBytes = payload.getLong();
    return new Frame.Welcome(sequence, windowBytes, payload.slice());
  }

  private static Frame.Have have(ByteBuffer payload) throws AmstProtocolException {
    String baseId = id(payload);
    int first = payload.getInt();
    int total = payload.getInt();
    int count = payload.remaining() / Long.BYTES;
    require(
        total >= 0
            && total <= Frame.MAX_INDEX_PAGES
            && first >= 0
            && first % Frame.HAVE_PAGES == 0
            && (first == 0 || first < total)
            && count == Math.min(Frame.HAVE_PAGES, total - first),
        "hashes of pages that there cannot be");
    return new Frame.Have(baseId, first, total, payload.slice());
  }

  private static String id(ByteBuffer payload) {
    var id = new byte[Frame.ID_BYTES];
    payload.get(id);
    return HexFormat.of().formatHex(id);
  }

  private static byte[] idOf(String hex) {
    byte[] id = HexFormat.of().parseHex(hex);
    if (id.length != Frame.ID_BYTES) {
      throw new IllegalArgumentException("not the id of an image: " + hex);
    }
    return id;
  }

  private static ByteBuffer bytesOf(Frame.Have have) {
    return ByteBuffer.allocate(HAVE_HEAD_BYTES + have.hashes().remaining())
        .put(idOf(have.baseId()))
        .putInt(have.firstPage())
        .putInt(have.totalPages())
        .put(have.hashes().duplicate())
        .flip();
  }

  private static Frame.Hello hello(ByteBuffer payload) throws AmstProtocolException {
    try {
      long sender = payload.getLong();
      int stream = payload.getInt();
      String transfer = text(payload);
      String ticket = text(payload);
      require(!payload.hasRemaining() && stream >= 0, "hello with odd contents");
      return new Frame.Hello(transfer, ticket, sender, stream);
    } catch (BufferUnderflowException e) {
      throw new AmstProtocolException("hello is cut short", e);
    }
  }

  private static String text(ByteBuffer payload) throws AmstProtocolException {
    int bytes = payload.getInt();
    require(bytes >= 0 && bytes <= payload.remaining(), "text of impossible length in a hello");
    var text = new byte[bytes];
    payload.get(text);
    return new String(text, UTF_8);
  }

  private static ByteBuffer bytesOf(Frame.Hello hello) {
    byte[] transfer = hello.transfer().getBytes(UTF_8);
    byte[] ticket = hello.ticket().getBytes(UTF_8);
    int bytes = Long.BYTES + 3 * Integer.BYTES + transfer.length + ticket.length;
    if (bytes > Frame.MAX_HELLO_BYTES) {
      throw new IllegalArgumentException("transfer and ticket together are too long");
    }
    var payload = ByteBuffer.allocate(bytes).putLong(hello.sender()).putInt(hello.stream());
    payload.putInt(transfer.length).put(transfer).putInt(ticket.length).put(ticket);
    return payload.flip();
  }

  private static ByteBuffer bytesOf(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).flip();
  }

  private static ByteBuffer bytesOf(long number, ByteBuffer rest) {
    if (rest.remaining() > Frame.MAX_OFFER_BYTES) {
      throw new IllegalArgumentException("an offer of " + rest.remaining() + " bytes is too long");
    }
    return ByteBuffer.allocate(Long.BYTES + rest.remaining())
        .putLong(number)
        .put(rest.duplicate())
        .flip();
  }

  private static ByteBuffer bytesOf(StreamDigest digest) {
    return ByteBuffer.allocate(DIGEST_BYTES)
        .putLong(digest.rawBytes())
        .put(HexFormat.of().parseHex(digest.sha256()))
        .flip();
  }

  private static StreamDigest digest(byte[] payload) throws AmstProtocolException {
    long rawBytes = ByteBuffer.wrap(payload).getLong();
    require(rawBytes >= 0, "negative stream length");
    var sha256 = Arrays.copyOfRange(payload, Long.BYTES, payload.length);
    return new StreamDigest(rawBytes, HexFormat.of().formatHex(sha256));
  }

  private static ByteBuffer bytesOf(String reason) {
    byte[] bytes = reason.getBytes(UTF_8);
    return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, Frame.MAX_REASON_BYTES));
  }

  private static void require(boolean holds, String otherwise) throws AmstProtocolException {
    if (!holds) {
      throw new AmstProtocolException(otherwise);
    }
  }
}
