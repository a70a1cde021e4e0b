package io.novacron.dwcp.amst;

/**
 * What a whole raw stream comes to; equal on both sides or something went wrong between them.
 *
 * @param rawBytes length of the stream
 * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
 */
public record StreamDigest(long rawBytes, String sha256) {
  public StreamDigest {
    if (rawBytes < 0 || sha256.length() != 64) {
      throw new IllegalArgumentException("not a digest: " + rawBytes + " bytes, " + sha256);
    }
  }
}
