package io.novacron.dwcp.mode;

import java.util.List;

/**
 * A mode, and how sure it is.
 *
 * @param mode what counts
 * @param found what the evidence speaks for, sure or not
 * @param confidence 0 to 1, in hundredths: how far the evidence is to be believed
 * @param alert whether that is too little, and {@code mode} therefore hybrid
 * @param overridden whether the mode was given, and the evidence decides nothing
 * @param reasons what led to it, each a clause of a sentence
 */
public record ModeDecision(
    Mode mode,
    Mode found,
    double confidence,
    boolean alert,
    boolean overridden,
    List<String> reasons) {
  public ModeDecision {
    reasons = List.copyOf(reasons);
  }
}
