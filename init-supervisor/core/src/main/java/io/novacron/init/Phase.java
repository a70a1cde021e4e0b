package io.novacron.init;

import java.util.Locale;

/**
 * The parts of a boot. They group supervision and reports; none waits for the one before it, only
 * for what it needs.
 */
public enum Phase {
  PRE_INIT,
  CORE,
  SERVICES,
  POST_INIT;

  /** As in commands and reports: {@code pre-init}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
