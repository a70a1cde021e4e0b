package io.novacron.dwcp.hde.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Second page of the file of an entry, which is written in place, and not forced: when it was used
 * (ms since 1970, u64), how often (u64), CRC-32C (u32). If it is lost the entry counts as unused.
 */
record LastUse(Instant used, long uses) {
  static final int AT = Layout.PAGE;
  static final int BYTES = 20;

  private static final int CRC_AT = 16;

  ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(used.toEpochMilli()).putLong(uses);
    return out.putInt(crc(out.array())).flip();
  }

  /** Reads it; {@code unused} if it is not there. */
  static LastUse decode(byte[] from, LastUse unused) {
    ByteBuffer in = ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN);
    boolean whole = in.getInt(CRC_AT) == crc(from);
    boolean sound = whole && in.getLong(8) > 0 && Layout.isTime(in.getLong(0));
    return sound ? new LastUse(Instant.ofEpochMilli(in.getLong(0)), in.getLong(8)) : unused;
  }

  private static int crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, 0, CRC_AT);
    return (int) crc.getValue();
  }
}
