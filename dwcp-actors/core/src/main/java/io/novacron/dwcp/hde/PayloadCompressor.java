package io.novacron.dwcp.hde;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Makes pieces of a stream smaller, each by itself: any of them can be unpacked without the others.
 * What does not become smaller by a twentieth is stored. For one thread at a time.
 */
public final class PayloadCompressor implements AutoCloseable {
  /** Payload is the raw bytes themselves. */
  public static final byte STORED = 0;

  /** Payload is one zstd frame. */
  public static final byte ZSTD = 1;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private byte[] scratch = new byte[0];

  /**
   * A piece made smaller.
   *
   * @param codec {@link #STORED} or {@link #ZSTD}
   * @param payload never more bytes than the raw ones
   */
  public record Packed(byte codec, ByteBuffer payload) {}

  /**
   * @param level zstd's, -7 (fast) .. 19 (small)
   */
  public PayloadCompressor(int level) {
    zstd.setLevel(level).setChecksum(false);
  }

  /** Packs what remains in {@code raw}, a heap buffer that is left as it was. */
  public Packed pack(ByteBuffer raw) {
    int bytes = raw.remaining();
    scratch = scratch.length < bound(bytes) ? new byte[bound(bytes)] : scratch;
    int at = raw.arrayOffset() + raw.position();
    int packed = zstd.compressByteArray(scratch, 0, scratch.length, raw.array(), at, bytes);
    return packed > bytes - bytes / 20
        ? new Packed(STORED, copy(raw.array(), at, bytes))
        : new Packed(ZSTD, copy(scratch, 0, packed));
  }

  /**
   * The way back. Never makes more than {@code rawBytes} bytes, whatever the payload says.
   *
   * @param payload a heap buffer, left as it was
   * @param rawBytes what must come out, judged by the caller to be affordable
   * @throws MalformedPayloadException unknown codec, or anything else comes out
   */
  public static ByteBuffer unpack(byte codec, ByteBuffer payload, int rawBytes)
      throws MalformedPayloadException {
    return switch (codec) {
      case STORED -> stored(payload, rawBytes);
      case ZSTD -> unzstd(payload, rawBytes);
      default -> throw new MalformedPayloadException("unknown codec " + codec);
    };
  }

  @Override
  public void close() {
    zstd.close();
  }

  private static int bound(int bytes) {
    return (int) Zstd.compressBound(bytes);
  }

  private static ByteBuffer copy(byte[] from, int at, int bytes) {
    return ByteBuffer.allocate(bytes).put(0, from, at, bytes);
  }

  private static ByteBuffer stored(ByteBuffer payload, int rawBytes)
      throws MalformedPayloadException {
    demandSize(payload.remaining(), rawBytes);
    return payload.duplicate();
  }

  private static ByteBuffer unzstd(ByteBuffer payload, int rawBytes)
      throws MalformedPayloadException {
    var raw = new byte[rawBytes];
    int at = payload.arrayOffset() + payload.position();
    try {
      long made =
          Zstd.decompressByteArray(raw, 0, rawBytes, payload.array(), at, payload.remaining());
      demandSize(made, rawBytes);
      return ByteBuffer.wrap(raw);
    } catch (ZstdException e) {
      throw new MalformedPayloadException("not a zstd frame of that size", e);
    }
  }

  private static void demandSize(long bytes, int rawBytes) throws MalformedPayloadException {
    if (bytes != rawBytes) {
      throw new MalformedPayloadException(bytes + " bytes came out in place of " + rawBytes);
    }
  }
}
