package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.EncoderController.Decision;
import io.novacron.dwcp.hde.EncoderController.Inputs;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An encoder, a send window and a link, by what they were measured to do with the memory of a
 * loaded guest: two thirds of it literals. Time passes in steps of 10 ms.
 */
final class SimulatedEncoding {
  private static final double STEP_SECONDS = 0.01;
  private static final double WINDOW_BYTES = 8e6;
  private static final double LITERAL_SHARE = 0.66;
  private static final double PAGE_LEVELS_PER_SECOND = 2.7e9;

  /** What was sent before as a dictionary: 146 in place of 250 MB a second, and 2 % smaller. */
  private static final double OWN_SECONDS_PER_BYTE = 1 / 146e6 - 1 / 250e6;

  private static final double OWN_GAIN = 1.02;

  /** Of zstd, one thread, frames of 1 MiB of pages that are not zero. */
  private record Speed(double bytesPerSecond, double ratio) {
    Speed towards(Speed other, double share) {
      return new Speed(
          bytesPerSecond + (other.bytesPerSecond - bytesPerSecond) * share,
          ratio + (other.ratio - ratio) * share);
    }
  }

  private static final NavigableMap<Integer, Speed> MEASURED = new TreeMap<>();

  static {
    MEASURED.put(-5, new Speed(908e6, 1.99));
    MEASURED.put(-1, new Speed(746e6, 2.35));
    MEASURED.put(1, new Speed(635e6, 2.64));
    MEASURED.put(3, new Speed(408e6, 2.94));
    MEASURED.put(6, new Speed(154e6, 3.11));
    MEASURED.put(9, new Speed(96e6, 3.17));
  }

  private final double cores;
  private double linkBytesPerSecond;
  private double waiting;

  SimulatedEncoding(double linkBytesPerSecond, double cores) {
    this.linkBytesPerSecond = linkBytesPerSecond;
    this.cores = cores;
  }

  void link(double bytesPerSecond) {
    linkBytesPerSecond = bytesPerSecond;
  }

  private static Speed speed(int level) {
    var low = MEASURED.floorEntry(level);
    var high = MEASURED.ceilingEntry(level);
    double span = Math.max(1, high.getKey() - low.getKey());
    return low.getValue().towards(high.getValue(), (level - low.getKey()) / span);
  }

  private static double ratio(Decision decision) {
    double own = decision.ownWindow() ? OWN_GAIN : 1;
    return decision.compress() ? speed(decision.level()).ratio * own : 1;
  }

  private static double wireShare(Decision decision) {
    return LITERAL_SHARE / ratio(decision);
  }

  /** Guest bytes that all processors encode in a second. */
  private double encodes(Decision decision) {
    double literal = decision.compress() ? 1 / speed(decision.level()).bytesPerSecond : 0;
    double own = decision.compress() && decision.ownWindow() ? OWN_SECONDS_PER_BYTE : 0;
    return cores / (1 / PAGE_LEVELS_PER_SECOND + LITERAL_SHARE * (literal + own));
  }

  /** Guest bytes a second that one decision brings over if it never changes. */
  double goodput(Decision decision) {
    return Math.min(encodes(decision), linkBytesPerSecond / wireShare(decision));
  }

  /** The best that any one of the decisions does. */
  double best(EffortLadder ladder) {
    double best = 0;
    for (int rung = 0; rung <= ladder.top(); rung++) {
      best = Math.max(best, goodput(ladder.at(rung)));
    }
    return best;
  }

  /** One second of it, the encoder at {@code pace} of what it does (1 for all of it). */
  Inputs second(Decision decision, double pace) {
    double sent = 0;
    double fill = 0;
    for (int step = 0; step < 100; step++) {
      double room = WINDOW_BYTES + linkBytesPerSecond * STEP_SECONDS - waiting;
      waiting += Math.min(room, encodes(decision) * pace * wireShare(decision) * STEP_SECONDS);
      double carried = Math.min(waiting, linkBytesPerSecond * STEP_SECONDS);
      waiting -= carried;
      sent += carried;
      fill += waiting / WINDOW_BYTES / 100;
    }
    double saved = sent * (ratio(decision) - 1);
    return new Inputs(Math.min(fill, 1), (long) sent, -1, (long) saved, 1_000_000);
  }

  /** Guest bytes that {@code wire} bytes have brought. */
  static double guestBytes(Decision decision, long wire) {
    return wire / wireShare(decision);
  }
}
