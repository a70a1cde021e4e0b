package io.novacron.dwcp.mode;

import java.util.Locale;

/** How far the other nodes are; it chooses the profile of transfers. */
public enum Mode {
  /** All of them within 10 ms: a link that hardly loses anything. */
  DATACENTER,
  /** Some near and some far, or in between, or not known well enough. */
  HYBRID,
  /** All of them beyond 50 ms. */
  INTERNET;

  /** As the configuration and metrics spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
