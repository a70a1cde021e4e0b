package io.novacron.doctor;

/** How a finding bears on a node, mildest first. */
public enum Level {
  /** As it should be. */
  OK,
  /** A node would start; something is worse than it could be. */
  WARNING,
  /** A node would not start, or would do harm. */
  FAULT
}
