package io.novacron.dwcp.mode;

/**
 * Round trips to one peer.
 *
 * @param peer its address
 * @param asked how many were begun, 0 or more
 * @param answered how many came back, at most {@code asked}
 * @param nanos the shortest one, above 0; 0 when none came back
 */
public record PeerRtt(String peer, int asked, int answered, long nanos) {
  /** With fewer answers than these a path counts as not measured. */
  public static final int ENOUGH = 3;

  /**
   * @throws IllegalArgumentException for figures that no measurement can have
   */
  public PeerRtt {
    if (answered < 0 || answered > asked || (answered == 0) != (nanos == 0) || nanos < 0) {
      throw new IllegalArgumentException(
          peer + ": " + answered + " of " + asked + " answers, " + nanos + " ns");
    }
  }

  /** Whether it was measured often enough to be believed. */
  public boolean measured() {
    return answered >= ENOUGH;
  }
}
