package io.novacron.dwcp.hde;

/**
 * What a link was seen to carry when it was the limit; forgotten after a while, as links change.
 */
final class LinkMemory {
  private static final int TICKS = 30;

  /** By this much more must be carried before the link counts as another one. */
  private static final double OUTGROWN = 1.05;

  private double bytesPerSecond = Double.POSITIVE_INFINITY;
  private int age;

  /**
   * One tick.
   *
   * @param full whether the network was the limit
   * @param empty whether the encoder was
   */
  void tick(boolean full, boolean empty, long wireBytesPerSecond) {
    age++;
    if (full && wireBytesPerSecond > 0) {
      bytesPerSecond = wireBytesPerSecond;
      age = 0;
    } else if (age > TICKS || (empty && wireBytesPerSecond > bytesPerSecond * OUTGROWN)) {
      bytesPerSecond = Double.POSITIVE_INFINITY;
    }
  }

  /** What it can carry; infinite if nobody knows. */
  double bytesPerSecond() {
    return bytesPerSecond;
  }
}
