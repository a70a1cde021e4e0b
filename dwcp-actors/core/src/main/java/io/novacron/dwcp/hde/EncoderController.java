package io.novacron.dwcp.hde;

import java.util.concurrent.TimeUnit;

/**
 * Says how much work an encoder should put into what it sends, by what limits it: while the network
 * is the limit each byte saved is time saved, and while the encoder is, each byte saved costs some.
 * Whatever it is told, it changes by one rung of the {@link EffortLadder} a tick, turns after two
 * ticks that agree, and comes back to a rung that was too dear after {@link #PATIENCE} ticks, then
 * after twice as many, and so on. For one thread at a time; docs/hde.md says why.
 */
public final class EncoderController {
  /** Ticks in a row that must say the same before anything changes. */
  static final int AGREEING = 2;

  /** Ticks after which a rung that was too dear is tried again for the first time. */
  static final int PATIENCE = 8;

  private static final int MOST_PATIENCE = 64;

  /** From here on the network is the limit. */
  private static final double FULL = 0.75;

  /** Up to here the encoder is. */
  private static final double EMPTY = 0.25;

  /** With less of the host idle, no more is taken from those who run on it. */
  private static final double BUSY = 0.1;

  /** Of what the link can carry: with more of it in use, less work would hardly gain anything. */
  private static final double USED = 0.93;

  private static final long SHORTEST_TICK = TimeUnit.SECONDS.toNanos(1);
  private static final int ROUND_TRIPS = 10;

  private final EffortLadder ladder;
  private final LinkMemory link = new LinkMemory();
  private int rung;

  /** How many ticks in a row said more (above 0) or less (below 0). */
  private int streak;

  private boolean begun;
  private long lastNanos;

  /** The rung that was left for being too dear last, when, and for how long. */
  private int dear = Integer.MAX_VALUE;

  private int sinceDear;
  private int patience = PATIENCE;

  /** What the encoder made at that rung, bytes per second. */
  private long wireAtDear;

  /**
   * Makes one.
   *
   * @param ceiling the highest level of zstd that is ever asked for, -5..19
   * @param start the level to begin with, at most {@code ceiling}
   * @throws IllegalArgumentException for other levels
   */
  public EncoderController(int ceiling, int start) {
    ladder = new EffortLadder(ceiling);
    rung = ladder.rungOf(start);
  }

  /**
   * What was seen since the last tick.
   *
   * @param queueFill share of the send window that waits for the network, 0 (the encoder is the
   *     limit) .. 1 (the network is)
   * @param wireBytesPerSecond what the network has carried, 0 for unknown
   * @param cpuIdle share of the host's processors that is idle, 0..1; below 0 for unknown
   * @param savedBytesPerSecond by how much zstd has made literals smaller: into it less out of it,
   *     0 for unknown
   * @param rttNanos round-trip time of the link
   */
  public record Inputs(
      double queueFill,
      long wireBytesPerSecond,
      double cpuIdle,
      long savedBytesPerSecond,
      long rttNanos) {}

  /**
   * What to do until the next tick.
   *
   * @param level zstd's, -5..ceiling without 0 (which zstd takes for its default)
   * @param ownWindow whether what was sent before is a dictionary for what is related
   * @param similar whether pieces that have moved are looked for in the base
   * @param compress whether literals are compressed at all; if not they are stored, and {@code
   *     level} and {@code ownWindow} mean nothing
   */
  public record Decision(int level, boolean ownWindow, boolean similar, boolean compress) {}

  /** Time from one tick to the next: one second, or ten round trips if those are longer. */
  public static long tickNanos(long rttNanos) {
    return Math.max(SHORTEST_TICK, ROUND_TRIPS * rttNanos);
  }

  /** What was decided last. */
  public Decision decision() {
    return ladder.at(rung);
  }

  /**
   * Takes one look. One that comes earlier than {@link #tickNanos} after the last one is passed
   * over.
   *
   * @param nowNanos of a clock that does not go back
   */
  public Decision tick(Inputs inputs, long nowNanos) {
    if (!begun || nowNanos - lastNanos >= tickNanos(inputs.rttNanos)) {
      begun = true;
      lastNanos = nowNanos;
      look(inputs);
    }
    return decision();
  }

  private void look(Inputs inputs) {
    sinceDear++;
    boolean full = inputs.queueFill > FULL;
    boolean empty = inputs.queueFill < EMPTY;
    link.tick(full, empty, inputs.wireBytesPerSecond);
    if (full && mayRise(inputs)) {
      agree(1);
    } else if (empty && isWorthLess(inputs)) {
      agree(-1);
    } else {
      streak = 0;
    }
    if (streak >= AGREEING) {
      rung++;
    } else if (streak <= -AGREEING) {
      lower(inputs.wireBytesPerSecond);
    }
  }

  private void agree(int direction) {
    streak = Integer.signum(streak) == direction ? streak + direction : direction;
  }

  private boolean mayRise(Inputs inputs) {
    boolean busy = inputs.cpuIdle >= 0 && inputs.cpuIdle < BUSY;
    return rung < ladder.top() && !busy && !isDear(inputs);
  }

  /** Whether the next rung was too dear a while ago, and no link that is much slower says more. */
  private boolean isDear(Inputs inputs) {
    boolean slower = inputs.wireBytesPerSecond < wireAtDear / 2;
    return rung + 1 >= dear && sinceDear < (slower ? PATIENCE : patience);
  }

  /** Whether the link could carry what less work would make. */
  private boolean isWorthLess(Inputs inputs) {
    if (rung == 0) {
      return false;
    }
    boolean stops = ladder.at(rung).compress() && !ladder.at(rung - 1).compress();
    double more = inputs.wireBytesPerSecond + (stops ? inputs.savedBytesPerSecond : 0);
    return more <= link.bytesPerSecond() * USED;
  }

  private void lower(long wire) {
    patience = rung == dear ? Math.min(patience * 2, MOST_PATIENCE) : PATIENCE;
    dear = rung;
    sinceDear = 0;
    wireAtDear = wire;
    rung--;
  }
}
