package io.novacron.dwcp.mode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The decision that counts, and what may take its place. One that is sure gives way only to another
 * mode that every round has found for {@link #HOLD}, so that a moment of load changes nothing; one
 * that is not sure gives way at once.
 *
 * @param since when its mode was decided
 * @param rival another mode that was found since; empty while there is none
 */
public record Standing(ModeDecision decision, Instant since, Optional<Rival> rival) {
  /** For how long another mode has to be found. */
  public static final Duration HOLD = Duration.ofMinutes(2);

  /** A decision that has to wait, and since when its mode is found. */
  public record Rival(ModeDecision decision, Instant since) {}

  /** The first decision. */
  public static Standing first(ModeDecision decision, Instant now) {
    return new Standing(decision, now, Optional.empty());
  }

  /** How it stands after {@code next} was found at {@code now}, not before the last one. */
  public Standing after(ModeDecision next, Instant now) {
    if (next.mode() == decision.mode() && next.alert() == decision.alert()) {
      return new Standing(next, since, Optional.empty());
    }
    Instant found =
        rival.filter(one -> one.decision().mode() == next.mode()).map(Rival::since).orElse(now);
    return decision.alert() || next.overridden() || !now.isBefore(found.plus(HOLD))
        ? first(next, now)
        : new Standing(decision, since, Optional.of(new Rival(next, found)));
  }
}
