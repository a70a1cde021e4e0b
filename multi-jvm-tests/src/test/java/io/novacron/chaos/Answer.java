package io.novacron.chaos;

/**
 * What a user was answered.
 *
 * @param code of the problem; empty when there is none
 * @param kept whether it is a list from before
 * @param seconds that it took
 */
record Answer(int status, String code, boolean kept, double seconds) {
  /** As in the table. */
  String words() {
    return status + (code.isEmpty() ? "" : " `" + code + "`") + (kept ? " (from before)" : "");
  }
}
