package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;

/**
 * What goes over a stream after its handshake. Every frame begins with this header, all numbers
 * big-endian:
 *
 * <pre>
 *    0               1               2               3
 *   +---------------+---------------+---------------+---------------+
 * 0 |      magic "NC" (4E 43)       |    version    |     kind      |
 *   +---------------+---------------+---------------+---------------+
 * 4 |     codec     |             reserved, zero                    |
 *   +---------------+---------------+---------------+---------------+
 * 8 |                                                               |
 *   +                           sequence                            +
 * 12|                                                               |
 *   +---------------+---------------+---------------+---------------+
 * 16|                   raw bytes (Data, else 0)                    |
 *   +---------------+---------------+---------------+---------------+
 * 20|                         payload bytes                         |
 *   +---------------+---------------+---------------+---------------+
 * 24|                        reserved, zero                         |
 *   +---------------+---------------+---------------+---------------+
 * 28|   CRC-32C of bytes 0..27 of the header and of the payload     |
 *   +---------------+---------------+---------------+---------------+
 * 32|  payload ...
 * </pre>
 *
 * Data and Fin share one row of sequence numbers from 0, whatever stream carries them; within a
 * stream they rise. A reserved field that is not zero belongs to a version that this one does not
 * know and is refused.
 */
public sealed interface Frame {
  /** "NC". */
  short MAGIC = 0x4E43;

  /** The version spoken here; any other is refused, in the handshake already. */
  byte VERSION = 1;

  int MAGIC_OFFSET = 0;
  int VERSION_OFFSET = 2;
  int KIND_OFFSET = 3;
  int CODEC_OFFSET = 4;
  int SEQUENCE_OFFSET = 8;
  int RAW_BYTES_OFFSET = 16;
  int PAYLOAD_BYTES_OFFSET = 20;
  int CRC_OFFSET = 28;
  int HEADER_BYTES = 32;

  byte DATA = 1;
  byte FIN = 2;
  byte ACK = 3;
  byte DONE = 4;
  byte KEEP_ALIVE = 5;
  byte ABORT = 6;

  /**
   * Most raw bytes in one Data frame, and so most payload bytes (an encoder never makes it more).
   * At 20 Mbit/s one such frame takes 52 ms: larger ones would make a slow link unresponsive.
   */
  int MAX_RAW_BYTES = 128 * 1024;

  /** Longest reason in an Abort, bytes of UTF-8; longer ones are cut. */
  int MAX_REASON_BYTES = 1024;

  /**
   * A piece of the stream.
   *
   * @param sequence place in the row of frames, from 0
   * @param codec how the payload is encoded: {@link PayloadEncoder}
   * @param rawBytes size once decoded, 1 .. {@link #MAX_RAW_BYTES}
   * @param payload encoded bytes, at most {@link #MAX_RAW_BYTES}
   */
  record Data(long sequence, byte codec, int rawBytes, ByteBuffer payload) implements Frame {}

  /**
   * The last frame: what the sender has read from its source in all.
   *
   * @param sequence one above the last Data frame's
   */
  record Fin(long sequence, StreamDigest digest) implements Frame {}

  /**
   * All frames below {@code nextSequence} have been written into the target's channel. Cumulative:
   * a later one replaces an earlier one.
   */
  record Ack(long nextSequence) implements Frame {}

  /** The receiver has written everything and found this digest, the one in the Fin. */
  record Done(StreamDigest digest) implements Frame {}

  /** Says that this side lives, when it has nothing else to say. */
  record KeepAlive() implements Frame {}

  /** This side gives up, and why. */
  record Abort(String reason) implements Frame {}
}
