package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;

/** The way back of a {@link PayloadEncoder}; called by one thread, in the stream's order. */
public interface PayloadDecoder extends AutoCloseable {
  /**
   * Decodes {@code payload} into {@code raw} (direct, cleared, its limit the size that must come
   * out) and leaves {@code raw} ready to be read.
   *
   * @throws AmstProtocolException when the codec is unknown or other than that size comes out; no
   *     more than the limit is ever written
   */
  void decode(byte codec, ByteBuffer payload, ByteBuffer raw) throws AmstProtocolException;

  @Override
  void close();
}
