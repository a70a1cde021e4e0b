package io.novacron.chaos;

/** What a node looks like from outside. */
record Sight(int ready, Answer list, Answer create) {
  /** How long its user waited for the slower answer, in seconds. */
  double slowest() {
    return Math.max(list.seconds(), create.seconds());
  }

  /** As in the table. */
  String words() {
    return "`/ready` " + ready + "; list " + list.words() + "; new VM " + create.words();
  }
}
