package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.MalformedPayloadException;
import io.novacron.dwcp.hde.PayloadCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How the receiver's side makes a stream of what was packed: one for each transfer. */
public interface Unpacking {
  /** Every piece by itself. */
  Unpacking PLAIN =
      new Unpacking() {
        @Override
        public ByteBuffer offer() {
          return ByteBuffer.allocate(0);
        }

        @Override
        public Unpacker begin() {
          return PayloadCompressor::unpack;
        }
      };

  /** What there is here of what is to be sent; told to the sender. At most a KiB. */
  ByteBuffer offer();

  /**
   * Hashes of the pages of an image that was offered; for a thread of its own.
   *
   * @param secret known to the two sides of this transfer alone
   * @return of no pages, if they are not for the sender to know
   * @throws IOException if the image cannot be read
   */
  default long[] hashes(String baseId, byte[] secret) throws IOException {
    return new long[0];
  }

  /** Begins, on the thread that will unpack. */
  Unpacker begin();

  /** Makes pieces into what they stand for; for the thread that has begun it. */
  @FunctionalInterface
  interface Unpacker extends AutoCloseable {
    /**
     * The next piece.
     *
     * @param payload a heap buffer, left as it was
     * @param rawBytes what must come out
     * @throws MalformedPayloadException if anything else does
     */
    ByteBuffer unpack(byte codec, ByteBuffer payload, int rawBytes)
        throws MalformedPayloadException;

    /** All pieces have come out right. */
    default void end() {}

    @Override
    default void close() {}
  }
}
