package io.novacron.dwcp.hde.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.dwcp.hde.Digests;
import io.novacron.dwcp.hde.store.Label.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * First page of the file of an entry: magic (u64), version (u32), kind (u32), bytes of the image
 * and stored (u64), when it was kept (ms since 1970, u64), id (32), tenant and family (length u16,
 * UTF-8), zeros, and at its end the CRC-32C of all before.
 */
record EntryHead(BaseId id, Label label, long bytes, long storedBytes, Instant kept) {
  static final int BYTES = Layout.PAGE;

  private static final long MAGIC = 0x45524F54534E4F4EL;
  private static final int CRC_AT = BYTES - 4;
  private static final int CHECKPOINT = 1;
  private static final int IMAGE = 2;

  Entry entry(LastUse last) {
    return new Entry(id, label, bytes, storedBytes, kept, last.used(), last.uses());
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MAGIC).putInt(Layout.VERSION).putInt(code(label.kind()));
    out.putLong(bytes).putLong(storedBytes).putLong(kept.toEpochMilli()).put(id.bytes());
    put(out, label.tenant());
    put(out, label.family());
    return out.putInt(CRC_AT, crc(out.array())).array();
  }

  /**
   * Reads the first page of a file.
   *
   * @throws StoreException {@code FOREIGN_VERSION}, or {@code CORRUPT} if there is no whole head
   */
  static EntryHead decode(byte[] page) throws StoreException {
    ByteBuffer in = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    require(in.getLong() == MAGIC && in.getInt(CRC_AT) == crc(page), "it has no whole head");
    int version = in.getInt();
    if (version != Layout.VERSION) {
      throw new StoreException(
          StoreException.Kind.FOREIGN_VERSION,
          "it is of version " + version + "; only " + Layout.VERSION + " is known here");
    }
    return fields(in);
  }

  private static EntryHead fields(ByteBuffer in) throws StoreException {
    Kind kind = kind(in.getInt());
    long bytes = in.getLong();
    require(bytes > 0 && bytes <= Layout.MOST_IMAGE, "an image of " + bytes + " bytes");
    long stored = in.getLong();
    require(stored >= 0 && stored <= Layout.fileBytes(bytes), stored + " bytes stored");
    long kept = in.getLong();
    require(Layout.isTime(kept), "a time of " + kept);
    byte[] id = new byte[Digests.BYTES];
    in.get(id);
    Label label = label(kind, name(in), name(in));
    return new EntryHead(BaseId.of(id), label, bytes, stored, Instant.ofEpochMilli(kept));
  }

  private static Label label(Kind kind, String tenant, String family) throws StoreException {
    try {
      return new Label(kind, tenant, family);
    } catch (IllegalArgumentException e) {
      throw new StoreException(StoreException.Kind.CORRUPT, "it is nobody's: " + e.getMessage(), e);
    }
  }

  private static void require(boolean sound, String otherwise) throws StoreException {
    if (!sound) {
      throw new StoreException(StoreException.Kind.CORRUPT, otherwise);
    }
  }

  private static int crc(byte[] page) {
    var crc = new CRC32C();
    crc.update(page, 0, CRC_AT);
    return (int) crc.getValue();
  }

  private static int code(Kind kind) {
    return switch (kind) {
      case CHECKPOINT -> CHECKPOINT;
      case IMAGE -> IMAGE;
    };
  }

  private static Kind kind(int code) throws StoreException {
    require(code == CHECKPOINT || code == IMAGE, "kind " + code);
    return code == CHECKPOINT ? Kind.CHECKPOINT : Kind.IMAGE;
  }

  private static void put(ByteBuffer out, String name) {
    byte[] text = name.getBytes(UTF_8);
    out.putShort((short) text.length).put(text);
  }

  private static String name(ByteBuffer in) throws StoreException {
    int length = Short.toUnsignedInt(in.getShort());
    require(length <= Label.MOST_BYTES, "a name of " + length + " bytes");
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, UTF_8);
  }
}
