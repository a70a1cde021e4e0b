package io.novacron.dwcp.hde;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SHA-256 of each region of an image, and one over all of them. */
public final class Digests {
  /** Bytes of a digest. */
  public static final int BYTES = 32;

  private final MessageDigest sha = sha256();
  private final long size;
  private final byte[] leaves;
  private byte[] ofZeros = new byte[0];

  /** Of an image of {@code size} bytes. */
  Digests(long size) {
    this.size = size;
    leaves = new byte[Pages.pieces(size, Pages.REGION) * BYTES];
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(Image image, int region) {
    sha.update(image.buffer(Image.startOf(region), image.lengthOf(region)));
    put(region, sha.digest());
  }

  /** As {@link #add}, of a region that is known to be zero. */
  void addZeros(Image image, int region) {
    if (image.lengthOf(region) < Pages.REGION) {
      add(image, region);
      return;
    }
    if (ofZeros.length == 0) {
      ofZeros = sha.digest(new byte[Pages.REGION]);
    }
    put(region, ofZeros);
  }

  private void put(int region, byte[] leaf) {
    System.arraycopy(leaf, 0, leaves, region * BYTES, BYTES);
  }

  /** Over the size and all regions' digests. */
  public byte[] root() {
    sha.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(size).flip());
    return sha.digest(leaves);
  }

  /** Digests of all regions, {@link #BYTES} each. */
  public byte[] leaves() {
    return leaves.clone();
  }

  /**
   * Regions that are not as the other side's.
   *
   * @throws IllegalArgumentException if those are of an image of another size
   */
  public List<Integer> differing(byte[] theirs) {
    if (theirs.length != leaves.length) {
      throw new IllegalArgumentException(
          "digests of " + theirs.length / BYTES + " regions, of " + leaves.length / BYTES);
    }
    List<Integer> regions = new ArrayList<>();
    for (int at = 0; at < leaves.length; at += BYTES) {
      if (!Arrays.equals(leaves, at, at + BYTES, theirs, at, at + BYTES)) {
        regions.add(at / BYTES);
      }
    }
    return regions;
  }
}
