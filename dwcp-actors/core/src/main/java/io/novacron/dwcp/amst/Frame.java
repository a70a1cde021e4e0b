package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;

/**
 * What goes over a connection. Every frame begins with this header, all numbers big-endian:
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
 * A connection opens with Hello, answered by Welcome or Abort. Then the sender says Data, Fin,
 * Want, KeepAlive or Abort, and the receiver Ack, Have, Done or Abort. Data and Fin share one row
 * of sequence numbers from 0, whatever connection carries them. A reserved field that is not zero
 * belongs to a version that this one does not know and is refused.
 */
public sealed interface Frame {
  /** "NC". */
  short MAGIC = 0x4E43;

  /** The version spoken here; any other is refused, in the handshake already. */
  byte VERSION = 2;

  int MAGIC_OFFSET = 0;
  int VERSION_OFFSET = 2;
  int KIND_OFFSET = 3;
  int CODEC_OFFSET = 4;
  int SEQUENCE_OFFSET = 8;
  int RAW_BYTES_OFFSET = 16;
  int PAYLOAD_BYTES_OFFSET = 20;
  int CRC_OFFSET = 28;
  int HEADER_BYTES = 32;

  byte HELLO = 1;
  byte WELCOME = 2;
  byte DATA = 3;
  byte FIN = 4;
  byte ACK = 5;
  byte DONE = 6;
  byte KEEP_ALIVE = 7;
  byte ABORT = 8;
  byte WANT = 9;
  byte HAVE = 10;

  /** Most raw bytes in one Data frame: 256 KiB read at once, and what was kept back before. */
  int MAX_RAW_BYTES = (256 + 8) * 1024;

  /** How many bytes longer than the raw ones a payload may be: what says how it is encoded. */
  int MAX_OVERHEAD_BYTES = 8 * 1024;

  /** Most frames between source and sink, whatever their size; both sides reckon with it. */
  int MAX_FRAMES_IN_FLIGHT = 8192;

  /** Longest reason in an Abort, bytes of UTF-8; longer ones are cut. */
  int MAX_REASON_BYTES = 1024;

  /** Longest payload of a Hello, which comes from somebody not known yet. */
  int MAX_HELLO_BYTES = 1024;

  /** Longest offer in a Welcome, bytes. */
  int MAX_OFFER_BYTES = 1024;

  /** Bytes of the id of an image. */
  int ID_BYTES = 32;

  /** Most pages of an image whose hashes are told, which are 256 GiB. */
  int MAX_INDEX_PAGES = 1 << 26;

  /** Most pages in one Have, whose hashes are 256 KiB. */
  int HAVE_PAGES = 1 << 15;

  /**
   * The sender introduces a connection.
   *
   * @param transfer name of the transfer
   * @param ticket what the receiver gave out for it
   * @param sender drawn by the sender once per transfer: a second sender is not the first one back
   * @param stream which of the sender's connections this is, from 0
   */
  record Hello(String transfer, String ticket, long sender, int stream) implements Frame {}

  /**
   * The receiver takes the connection.
   *
   * @param nextSequence as in {@link Ack}
   * @param windowBytes most raw bytes that the receiver can keep in flight
   * @param offer what the receiver has of what is to be sent, {@link #MAX_OFFER_BYTES} at most; no
   *     matter of this package
   */
  record Welcome(long nextSequence, long windowBytes, ByteBuffer offer) implements Frame {}

  /**
   * A piece of the stream.
   *
   * @param sequence place in the row of frames, from 0
   * @param codec how the payload is encoded; no matter of this package
   * @param rawBytes size once decoded, 1 .. {@link #MAX_RAW_BYTES}
   * @param payload encoded bytes, {@link #MAX_OVERHEAD_BYTES} more than raw ones at most
   */
  record Data(long sequence, byte codec, int rawBytes, ByteBuffer payload) implements Frame {}

  /**
   * The last frame: what the sender has read from its source in all.
   *
   * @param sequence one above the last Data frame's
   */
  record Fin(long sequence, StreamDigest digest) implements Frame {}

  /**
   * All frames below {@code nextSequence} have been written into the receiver's sink. Cumulative: a
   * later one replaces an earlier one, and every connection carries them.
   *
   * @param receiverNanos when the last of them was written, by the receiver's monotonic clock (only
   *     differences mean anything)
   */
  record Ack(long nextSequence, long receiverNanos) implements Frame {}

  /** The receiver has written everything and found this digest, the one in the Fin. */
  record Done(StreamDigest digest) implements Frame {}

  /** Says that this side lives, when it has nothing else to say. */
  record KeepAlive() implements Frame {}

  /** This side gives up, and why. */
  record Abort(String reason) implements Frame {}

  /**
   * The sender asks for the hashes of an image that the receiver has offered, once in a transfer.
   *
   * @param baseId 64 lower-case hexadecimal digits
   */
  record Want(String baseId) implements Frame {}

  /**
   * A part of what was asked for; parts come in any order, on any connection.
   *
   * @param baseId as asked for
   * @param firstPage a multiple of {@link #HAVE_PAGES}
   * @param totalPages of the image, {@link #MAX_INDEX_PAGES} at most; 0 if nothing will be told
   * @param hashes of the pages from the first one on, 8 bytes each, of {@link #HAVE_PAGES} at most
   */
  record Have(String baseId, int firstPage, int totalPages, ByteBuffer hashes) implements Frame {}
}
