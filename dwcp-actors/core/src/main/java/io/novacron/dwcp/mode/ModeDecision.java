package io.novacron.dwcp.mode;

/**
 * A mode, and how it came about.
 *
 * @param mode that counts
 * @param likely what the evidence says; it counts only when that is sure enough
 * @param confidence in {@code likely}, 0 to 1; 1 when an operator has said it
 * @param origin who decided
 * @param evidence that it was decided on
 */
public record ModeDecision(
    Mode mode, Mode likely, double confidence, Origin origin, Evidence evidence) {

  /** Who decided. */
  public enum Origin {
    /** An operator, whose word always counts. */
    OVERRIDE,
    /** The evidence. */
    MEASURED,
    /** Nobody: the evidence is not enough, so it is hybrid. */
    UNSURE
  }

  /** Whether an operator should look: nothing could be decided. */
  public boolean alert() {
    return origin == Origin.UNSURE;
  }

  /** For people, in one line. */
  public String sentence() {
    return switch (origin) {
      case OVERRIDE -> "mode " + mode.label() + ", as configured (system.mode)";
      case MEASURED -> "mode %s (confidence %.2f)".formatted(mode.label(), confidence);
      case UNSURE ->
          "mode %s, since it is not sure: %s has a confidence of %.2f, and %.1f is needed; set system.mode to decide"
              .formatted(mode.label(), likely.label(), confidence, ModeJudge.SURE);
    };
  }
}
