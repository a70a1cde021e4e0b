package io.novacron.dwcp.hde.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.dwcp.hde.Digests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 of every region of an image, as it lies behind it. For one thread. */
final class RegionTable {
  private final MessageDigest sha = sha256();
  private final long image;
  private final byte[] table;

  /** Of an image of so many bytes; nothing is known of it yet. */
  RegionTable(long image) {
    this(image, new byte[Layout.tableBytes(image)]);
  }

  RegionTable(long image, byte[] table) {
    this.image = image;
    this.table = table;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Notes the digest of {@code region}, which is the first bytes of {@code content}. */
  void put(int region, byte[] content) {
    System.arraycopy(digest(region, content), 0, table, region * Digests.BYTES, Digests.BYTES);
  }

  boolean matches(int region, byte[] content) {
    int at = region * Digests.BYTES;
    byte[] known = Arrays.copyOfRange(table, at, at + Digests.BYTES);
    return Arrays.equals(known, digest(region, content));
  }

  private byte[] digest(int region, byte[] content) {
    sha.update(content, 0, Layout.regionBytes(image, region));
    return sha.digest();
  }

  /** What an image of these regions is known by among those of {@code tenant}. */
  BaseId id(String tenant) {
    byte[] name = tenant.getBytes(UTF_8);
    sha.update(
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(name.length)
            .putLong(image)
            .flip());
    sha.update(name);
    return BaseId.of(sha.digest(table));
  }

  byte[] bytes() {
    return table;
  }
}
