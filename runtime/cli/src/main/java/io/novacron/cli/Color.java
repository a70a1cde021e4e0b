package io.novacron.cli;

/** Colours of states: green is well, red needs somebody, yellow is on its way. */
final class Color {
  private static final String RESET = "\u001b[0m";

  private Color() {}

  /** The state in its colour; only its first word counts. */
  static String ofState(String state) {
    int code =
        switch (state.split(" ", 2)[0]) {
          case "running", "succeeded", "completed", "up", "ready" -> 32;
          case "failed", "unreachable", "rolled-back", "aborting", "down" -> 31;
          case "defined", "stopped", "cancelled", "left", "-" -> 0;
          default -> 33;
        };
    return code == 0 ? state : "\u001b[" + code + "m" + state + RESET;
  }
}
