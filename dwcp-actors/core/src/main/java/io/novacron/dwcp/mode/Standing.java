package io.novacron.dwcp.mode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The decision that counts, and what may take its place. One that is sure gives way only to another
 * mode that every round has found for {@link #HOLD}, so that a moment of load changes nothing. One
 * that is not sure gives way at once, and so does a young one: while nodes start, round trips take
 * longer than their path.
 *
 * @param since when its mode was decided
 * @param settles until when it is young: {@link #HOLD} after there was a mode at all
 * @param rival another mode that was found since; empty while there is none
 */
public record Standing(
    ModeDecision decision, Instant since, Instant settles, Optional<Rival> rival) {
  /** For how long another mode has to be found, and for how long a decision is young. */
  public static final Duration HOLD = Duration.ofMinutes(2);

  /** A decision that has to wait, and since when its mode is found. */
  public record Rival(ModeDecision decision, Instant since) {}

  /** The first decision. */
  public static Standing first(ModeDecision decision, Instant now) {
    return new Standing(decision, now, now.plus(HOLD), Optional.empty());
  }

  /** Whether it is sure, but gives way as if it were not. */
  public boolean isYoung(Instant now) {
    return !decision.alert() && now.isBefore(settles) && !now.isBefore(settles.minus(HOLD));
  }

  /** Whether it says something that {@code before} did not: figures change all the time. */
  public boolean isNews(Standing before) {
    return decision.mode() != before.decision.mode()
        || decision.found() != before.decision.found()
        || decision.alert() != before.decision.alert()
        || !rivalMode().equals(before.rivalMode());
  }

  private Optional<Mode> rivalMode() {
    return rival.map(one -> one.decision().mode());
  }

  /**
   * How it stands after {@code next} was found at {@code now}. When the clock was set back, a rival
   * begins to wait anew.
   */
  public Standing after(ModeDecision next, Instant now) {
    if (next.mode() == decision.mode() && next.alert() == decision.alert()) {
      return new Standing(next, since, settles, Optional.empty());
    }
    if (decision.alert() || next.overridden()) {
      return first(next, now);
    }
    Instant found =
        rival
            .filter(one -> one.decision().mode() == next.mode())
            .map(Rival::since)
            .filter(since -> !since.isAfter(now))
            .orElse(now);
    boolean yields = isYoung(now) && !next.alert();
    return yields || !now.isBefore(found.plus(HOLD))
        ? new Standing(next, now, settles, Optional.empty())
        : new Standing(decision, since, settles, Optional.of(new Rival(next, found)));
  }
}
