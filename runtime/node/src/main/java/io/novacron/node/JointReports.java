package io.novacron.node;

import io.novacron.init.Reports;
import java.util.Map;
import java.util.TreeMap;

/** One word of a component for several of its parts: it is well when all of them are. */
final class JointReports {
  private final Reports whole;
  private final Map<String, String> ailments = new TreeMap<>();

  JointReports(Reports whole) {
    this.whole = whole;
  }

  /** Those of {@code part}. */
  Reports of(String part) {
    return new Reports() {
      @Override
      public void lost(String reason) {
        whole.lost(reason);
      }

      @Override
      public void ailing(String reason) {
        note(part, reason);
      }

      @Override
      public void well() {
        note(part, "");
      }
    };
  }

  private synchronized void note(String part, String ailment) {
    if (ailment.isEmpty()) {
      ailments.remove(part);
    } else {
      ailments.put(part, ailment);
    }
    if (ailments.isEmpty()) {
      whole.well();
    } else {
      whole.ailing(String.join("; ", ailments.values()));
    }
  }
}
