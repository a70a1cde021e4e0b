package io.novacron.bench;

/** What stands beside our operations. */
enum PeerKind {
  /** A sharded actor that answers. */
  ASK,
  /** A sharded entity that persists, and answers. */
  PERSIST
}
