package io.novacron.dwcp.hde;

import java.util.zip.CRC32C;

/**
 * A message as it is sent: what it was encoded against and its length as one number, the
 * dictionary's number if there is one, CRC-32C of the message (u32, little-endian), and the rest.
 * The checksum is of what must come out, so that another base than the sender's is found out just
 * as damage is.
 */
record MessageFrame(MessageKind kind, int length, int dictionary, int check, Cursor rest) {
  private static final int CHECK_BYTES = 4;
  private static final int MOST_HEAD = 8;

  /** What is sent of {@code message} if {@code rest} is left of it. */
  static byte[] bytes(MessageKind kind, int dictionary, byte[] message, byte[] rest) {
    var out = new Bytes(MOST_HEAD + rest.length);
    out.putVar((long) message.length << MessageKind.BITS | kind.code());
    if (kind.needsDictionary()) {
      out.put(dictionary);
    }
    putCheck(out, check(message));
    out.put(rest, 0, rest.length);
    return out.copy();
  }

  static MessageFrame of(byte[] frame) throws MalformedPayloadException {
    var in = new Cursor(frame, 0, frame.length);
    int most = MessageZstd.MOST_BYTES << MessageKind.BITS | MessageKind.MASK;
    int head = in.nextUpTo(most, "head of a message");
    var kind = MessageKind.of(head & MessageKind.MASK);
    int dictionary = kind.needsDictionary() ? in.next() : 0;
    return new MessageFrame(kind, head >>> MessageKind.BITS, dictionary, nextCheck(in), in);
  }

  private static void putCheck(Bytes out, int check) {
    for (int i = 0; i < CHECK_BYTES; i++) {
      out.put(check >>> (Byte.SIZE * i));
    }
  }

  private static int nextCheck(Cursor in) throws MalformedPayloadException {
    int check = 0;
    for (int i = 0; i < CHECK_BYTES; i++) {
      check |= in.next() << (Byte.SIZE * i);
    }
    return check;
  }

  /** {@code message}, if it is the one that was sent. */
  byte[] proven(byte[] message) throws MalformedPayloadException {
    if (message.length != length || check(message) != check) {
      throw new MalformedPayloadException("a message that is damaged, or of another base");
    }
    return message;
  }

  private static int check(byte[] message) {
    var crc = new CRC32C();
    crc.update(message);
    return (int) crc.getValue();
  }
}
