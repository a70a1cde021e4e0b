package io.novacron.dwcp.hde;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the first frame says.
 *
 * @param size of the image, bytes
 * @param baseSize of the base, bytes; 0 for none
 */
record Head(long size, long baseSize) {
  private static final int BYTES = 16;

  static ByteBuffer bytes(long size, long baseSize) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(size).putLong(baseSize).flip();
  }

  static Head of(ByteBuffer payload) throws MalformedPayloadException {
    if (payload.remaining() != BYTES) {
      throw new MalformedPayloadException("a head of " + payload.remaining() + " bytes");
    }
    ByteBuffer in = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    var head = new Head(in.getLong(), in.getLong());
    if (head.size < 0 || head.size > Image.MOST_BYTES || head.baseSize < 0) {
      throw new MalformedPayloadException("a size that no image has: " + head);
    }
    return head;
  }
}
