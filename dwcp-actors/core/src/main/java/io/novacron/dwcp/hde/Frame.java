package io.novacron.dwcp.hde;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What travels: by itself whole, checked, and in any order between the first and the last one.
 *
 * @param region from 0; the first of several in a run
 * @param mark of the base that is needed, 0 for none: the base's epoch
 * @param payload a heap buffer, at most {@link #MOST_PAYLOAD} bytes; not to be changed
 */
public record Frame(FrameType type, int region, int mark, ByteBuffer payload) {
  /** Bytes before the payload; all numbers little-endian. */
  public static final int HEADER = 20;

  /** Bytes of a payload at most. */
  public static final int MOST_PAYLOAD = Pages.REGION + (128 << 10);

  private static final short MAGIC = 0x4E48;
  private static final byte VERSION = 1;
  private static final int CRC_AT = 16;

  /** Writes header and payload. */
  public void write(ByteBuffer to) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(MAGIC).put(VERSION).put((byte) type.code());
    header.putInt(region).putInt(mark).putInt(payload.remaining());
    header.putInt(crc(header.array(), payload)).flip();
    to.put(header).put(payload.duplicate());
  }

  /** Bytes of header and payload. */
  public int length() {
    return HEADER + payload.remaining();
  }

  /**
   * Bytes of payload that follow a header.
   *
   * @param header {@link #HEADER} bytes; read only
   * @throws MalformedPayloadException if this is no frame, of another version, or too long
   */
  public static int payloadBytes(ByteBuffer header) throws MalformedPayloadException {
    ByteBuffer in = header.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (in.getShort() != MAGIC) {
      throw new MalformedPayloadException("not a frame of HDE");
    }
    byte version = in.get();
    if (version != VERSION) {
      throw new MalformedPayloadException(
          "a frame of version " + version + "; only " + VERSION + " is known here");
    }
    int bytes = in.getInt(in.position() + 9);
    if (bytes < 0 || bytes > MOST_PAYLOAD) {
      throw new MalformedPayloadException(
          Integer.toUnsignedLong(bytes) + " bytes of payload; " + MOST_PAYLOAD + " at most");
    }
    return bytes;
  }

  /**
   * The frame.
   *
   * @param header as judged by {@link #payloadBytes}
   * @param payload a heap buffer of that many bytes, kept
   * @throws MalformedPayloadException if a bit has changed, or the type is unknown
   */
  public static Frame read(ByteBuffer header, ByteBuffer payload) throws MalformedPayloadException {
    ByteBuffer in = header.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = new byte[HEADER];
    in.get(0, bytes);
    if (in.getInt(CRC_AT) != crc(bytes, payload)) {
      throw new MalformedPayloadException("a frame that was changed on its way: CRC-32C");
    }
    return new Frame(
        FrameType.of(in.get(3) & 0xFF), in.getInt(4), in.getInt(8), payload.duplicate());
  }

  private static int crc(byte[] header, ByteBuffer payload) {
    var crc = new CRC32C();
    crc.update(header, 0, CRC_AT);
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }
}
