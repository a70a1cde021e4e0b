package io.novacron.hypervisor;

/** What a hypervisor does with a guest. */
public enum GuestState {
  RUNNING,
  PAUSED,
  /** Waits for, or takes in, a migration stream. */
  INCOMING,
  /** Migrated out completely: vCPUs stopped; {@link Guest#resume} would be the rollback. */
  SEALED,
  GONE
}
