package io.novacron.dwcp.hde;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One compressed block of zstd without the frame around it, of which all is known (RFC 8878,
 * 3.1.1): five bytes less, of some forty.
 */
final class MessageZstd {
  /** Of all levels the one that makes least of short messages with what they are like. */
  static final int LEVEL = 1;

  /** From twice that zstd may make more than one block. */
  static final int MOST_BYTES = 64 << 10;

  private static final int WINDOW_LOG = 17;

  /** Descriptor of the frame, window, and head of the block. */
  private static final int AROUND = 5;

  /** No size, no checksum, no dictionary's number. */
  private static final byte DESCRIPTOR = 0;

  private static final byte WINDOW = (WINDOW_LOG - 10) << 3;

  /** The last block, and compressed. */
  private static final int LAST_COMPRESSED = 2 << 1 | 1;

  private static final int SIZE_SHIFT = 3;

  private MessageZstd() {}

  static ZstdCompressCtx compressor() {
    return new ZstdCompressCtx()
        .setLevel(LEVEL)
        .setWindowLog(WINDOW_LOG)
        .setMagicless(true)
        .setChecksum(false)
        .setContentSize(false)
        .setDictID(false);
  }

  static ZstdDecompressCtx decompressor() {
    return new ZstdDecompressCtx().setMagicless(true);
  }

  /** The block, or null if it does not become one. */
  static byte @Nullable [] pack(ZstdCompressCtx zstd, byte[] message) {
    var frame = new byte[Math.toIntExact(Zstd.compressBound(message.length))];
    int length = zstd.compressByteArray(frame, 0, frame.length, message, 0, message.length);
    return isOneBlock(frame, length) ? Arrays.copyOfRange(frame, AROUND, length) : null;
  }

  private static boolean isOneBlock(byte[] frame, int length) {
    int head = (frame[2] & 0xFF) | (frame[3] & 0xFF) << 8 | (frame[4] & 0xFF) << 16;
    return frame[0] == DESCRIPTOR && head == headOf(length - AROUND);
  }

  private static int headOf(int block) {
    return block << SIZE_SHIFT | LAST_COMPRESSED;
  }

  /** The way back; what comes out is {@code length} bytes. */
  static byte[] unpack(ZstdDecompressCtx zstd, Cursor block, int length)
      throws MalformedPayloadException {
    int left = block.left();
    int head = headOf(left);
    var frame = new byte[AROUND + left];
    frame[0] = DESCRIPTOR;
    frame[1] = WINDOW;
    frame[2] = (byte) head;
    frame[3] = (byte) (head >> 8);
    frame[4] = (byte) (head >> 16);
    System.arraycopy(block.array(), block.skip(left), frame, AROUND, left);
    return unpack(zstd, frame, length);
  }

  private static byte[] unpack(ZstdDecompressCtx zstd, byte[] frame, int length)
      throws MalformedPayloadException {
    var message = new byte[length];
    try {
      int made = zstd.decompressByteArray(message, 0, length, frame, 0, frame.length);
      if (made == length) {
        return message;
      }
      throw new MalformedPayloadException(
          made + " bytes of a message came out in place of " + length);
    } catch (ZstdException e) {
      throw new MalformedPayloadException("not a block of zstd that makes " + length + " bytes", e);
    }
  }
}
