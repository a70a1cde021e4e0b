package io.novacron.dwcp.hde;

import java.nio.ByteBuffer;

/** A buffer outside the heap, which grows and is used again. */
final class DirectRoom {
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /** One of at least {@code bytes} bytes, with what was in the last one if that was long enough. */
  ByteBuffer of(int bytes) {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(Math.max(bytes, 2 * buffer.capacity()));
    }
    return buffer;
  }
}
