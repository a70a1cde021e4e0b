package io.novacron.init;

/** What a boot does without a component that does not come up. */
public enum Criticality {
  /** It is retried; then the boot halts, and what was started is stopped in reverse order. */
  CRITICAL,
  /** It is retried; then the boot goes on without it, and it is tried again in the background. */
  DEGRADED,
  /** It is logged. */
  OPTIONAL
}
