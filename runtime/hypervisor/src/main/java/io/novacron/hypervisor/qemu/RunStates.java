package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.GuestState;

/** From QEMU's run states (qapi/run-state.json) to ours. */
final class RunStates {
  private RunStates() {}

  static GuestState of(String status) {
    return switch (status) {
      case "running" -> GuestState.RUNNING;
      case "inmigrate" -> GuestState.INCOMING;
      case "postmigrate" -> GuestState.SEALED;
      default -> GuestState.PAUSED;
    };
  }
}
