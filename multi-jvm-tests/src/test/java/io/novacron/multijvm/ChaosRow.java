package io.novacron.multijvm;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of docs/chaos.md.
 *
 * @param within the longest that it may take until the node serves as {@code does} says
 */
record ChaosRow(String dependency, String trouble, String does, Duration within, String sees) {
  private static final String HEAD =
      """
      # What a node does when something is missing

      This table is written by `ChaosIT`, which does each of it to a real node and fails when one takes longer than it says:

          ./mvnw verify -Dtest=NONE -Dit.test=ChaosIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

      *Within* is the longest that is allowed until the node serves as the third column says, on a busy machine of two processors.

      | dependency | trouble | what the node does | within | what a user sees |
      |---|---|---|---|---|
      """;

  static String page(List<ChaosRow> rows) {
    return HEAD + rows.stream().map(ChaosRow::line).collect(Collectors.joining());
  }

  private String line() {
    return "| %s | %s | %s | %d s | %s |\n"
        .formatted(dependency, trouble, does, within.toSeconds(), sees);
  }
}
