package io.novacron.dwcp.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far the peers of a node are, from near to far. */
public enum Mode {
  /** All within {@link ModeJudge#NEAR_NANOS}. */
  DATACENTER,
  /** Between the two, some near and some far, or not known well enough. */
  HYBRID,
  /** All beyond {@link ModeJudge#FAR_NANOS}. */
  INTERNET;

  /** As users write it: {@code datacenter}, {@code hybrid} or {@code internet}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode that is written {@code word}; empty for {@code auto} and everything else. */
  public static Optional<Mode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
