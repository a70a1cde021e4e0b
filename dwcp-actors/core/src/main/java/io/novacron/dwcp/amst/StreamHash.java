package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and length of a stream while it passes by (about 2 GB/s where the CPU helps). */
public final class StreamHash {
  private final MessageDigest sha256 = sha256();
  private long rawBytes;

  /** Takes what remains in {@code raw}, which is left as it was. */
  public void update(ByteBuffer raw) {
    rawBytes += raw.remaining();
    sha256.update(raw.duplicate());
  }

  /** Bytes taken so far. */
  public long rawBytes() {
    return rawBytes;
  }

  /** The digest of everything taken. To be asked once: it ends this hash. */
  public StreamDigest digest() {
    return new StreamDigest(rawBytes, HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
