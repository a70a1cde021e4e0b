package io.novacron.doctor;

import java.util.List;

/** What a check has found, as tests want to ask about it. */
final class Found {
  private Found() {}

  /** The only finding. */
  static Finding only(List<Finding> findings) {
    if (findings.size() != 1) {
      throw new AssertionError("not one finding: " + findings);
    }
    return findings.getFirst();
  }

  /** The worst of all levels. */
  static Level worst(List<Finding> findings) {
    return findings.stream().map(Finding::level).max(Level::compareTo).orElseThrow();
  }

  /** The first that is as bad as the worst. */
  static Finding worstOf(List<Finding> findings) {
    Level worst = worst(findings);
    return findings.stream().filter(finding -> finding.level() == worst).findFirst().orElseThrow();
  }
}
