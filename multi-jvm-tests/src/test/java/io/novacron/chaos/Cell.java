package io.novacron.chaos;

/**
 * A dependency in trouble, and what came of it.
 *
 * @param does what the node does
 * @param time how long until it serves, measured in this run
 * @param sees what its users and probes are answered
 */
record Cell(String dependency, String trouble, String does, String time, String sees) {
  /** A row of a table. */
  String row() {
    return "| " + String.join(" | ", trouble, does, time, sees) + " |";
  }

  /** Of a row, what each run has to find the same. */
  static String lasting(String row) {
    String[] columns = row.split("\\|", -1);
    if (columns.length == 6) {
      columns[3] = " - ";
    }
    return String.join("|", columns);
  }
}
