package io.novacron.hypervisor.qemu;

import java.util.OptionalInt;

/** Why a guest ended, in words for a person. */
final class EndReason {
  private static final int SIGNALLED = 128;

  private EndReason() {}

  /**
   * @param verb what this process did to it, empty if nothing
   * @param status of the process, empty when it was not our child
   * @param lastWords the last line that it wrote about itself, may be empty
   */
  static String of(String verb, OptionalInt status, String lastWords) {
    if (!verb.isEmpty()) {
      return verb;
    }
    String how = status.isPresent() ? how(status.getAsInt()) : "QEMU ended";
    return lastWords.isEmpty() ? how : how + ": " + lastWords;
  }

  private static String how(int status) {
    if (status == 0) {
      return "the guest shut down";
    }
    return status > SIGNALLED
        ? "QEMU was killed by signal " + (status - SIGNALLED)
        : "QEMU failed with status " + status;
  }
}
