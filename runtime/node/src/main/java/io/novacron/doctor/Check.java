package io.novacron.doctor;

import java.time.Duration;
import java.util.List;

/** Something that can be looked at on this machine. It changes nothing that lasts. */
public interface Check {
  /** Short and in lower case: {@code ports}. */
  String name();

  /** How long looking may take; afterwards it counts as hung and is left behind. */
  default Duration limit() {
    return Duration.ofSeconds(5);
  }

  /** What it means that looking failed or took too long. */
  default Level silence() {
    return Level.WARNING;
  }

  /** What there is to say; at least one finding. */
  List<Finding> look() throws Exception;
}
