package io.novacron.config;

import java.util.List;

/** What becomes of a configuration whose sources are read again: all of it counts, or nothing. */
public sealed interface Revision {
  /** It is wrong; what counted counts. */
  record Invalid(List<Fault> faults) implements Revision {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /** Something has changed that needs a restart; what counted counts. */
  record NeedsRestart(Difference difference) implements Revision {}

  /** All that has changed can change while a node runs; nothing has when there are no changes. */
  record Ready(Configuration after, Difference difference) implements Revision {}

  /** Reads the sources of {@code before} again. */
  static Revision of(Configuration before) {
    try {
      Configuration after = before.readAgain();
      var difference = Difference.between(before, after);
      return difference.fixed().isEmpty()
          ? new Ready(after, difference)
          : new NeedsRestart(difference);
    } catch (ConfigurationException e) {
      return new Invalid(e.faults());
    }
  }
}
