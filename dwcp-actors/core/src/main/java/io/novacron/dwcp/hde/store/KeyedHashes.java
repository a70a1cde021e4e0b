package io.novacron.dwcp.hde.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes of pages that may be told to others: SipHash-2-4 (Aumasson, Bernstein, 2012) under a key
 * of the tenant, which is HMAC-SHA256 of its name under a secret of the cluster. Who does not have
 * the key can neither make the hash of a page nor match those of two tenants, so an index of pages
 * tells nothing about what others keep. Safe for threads.
 */
public final class KeyedHashes {
  /** Bytes of a secret at least. */
  public static final int LEAST_SECRET = 16;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final String PURPOSE = "novacron page hashes of ";

  private final long low;
  private final long high;

  private KeyedHashes(ByteBuffer key) {
    low = key.getLong(0);
    high = key.getLong(8);
  }

  /**
   * Those of a tenant.
   *
   * @param secret that nodes share and nobody else has
   * @throws IllegalArgumentException if it is shorter than {@link #LEAST_SECRET}
   */
  public static KeyedHashes of(byte[] secret, String tenant) {
    if (secret.length < LEAST_SECRET) {
      throw new IllegalArgumentException(
          "a secret of " + secret.length + " bytes; " + LEAST_SECRET + " at least");
    }
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return withKey(mac.doFinal((PURPOSE + tenant).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the first 16 bytes. */
  static KeyedHashes withKey(byte[] key) {
    return new KeyedHashes(ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Hashes {@code length} bytes from {@code at} on.
   *
   * @throws IndexOutOfBoundsException if they are not there
   */
  public long hash(MemorySegment bytes, long at, int length) {
    var state = new SipState(low, high);
    int words = length & -8;
    for (int i = 0; i < words; i += 8) {
      state.mix(bytes.get(WORD, at + i));
    }
    state.mix(rest(bytes, at + words, length));
    return state.finish();
  }

  private static long rest(MemorySegment bytes, long at, int length) {
    long rest = (long) length << 56;
    for (int i = 0; i < (length & 7); i++) {
      rest |= (bytes.get(ValueLayout.JAVA_BYTE, at + i) & 0xFFL) << (8 * i);
    }
    return rest;
  }
}
