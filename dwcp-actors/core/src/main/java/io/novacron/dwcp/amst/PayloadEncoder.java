package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;

/**
 * Makes a piece of the raw stream smaller before it is framed. Called by one thread, in the
 * stream's order, so an implementation may remember earlier pieces as long as the {@link
 * PayloadDecoder} with the same codecs does too.
 */
public interface PayloadEncoder extends AutoCloseable {
  /** Payload is the raw bytes themselves. */
  byte RAW = 0;

  /** Payload is one zstd frame. */
  byte ZSTD = 1;

  /**
   * Encodes all of {@code raw} (direct, 1 .. {@link Frame#MAX_RAW_BYTES} bytes, consumed) into
   * {@code out} (direct, cleared, {@link #scratchBytes} large) and leaves {@code out} ready to be
   * read, with no more bytes than {@code raw} had.
   *
   * @return the codec to be named in the frame
   */
  byte encode(ByteBuffer raw, ByteBuffer out);

  /** How large {@code out} must be for {@code rawBytes}. */
  int scratchBytes(int rawBytes);

  @Override
  void close();
}
