package io.novacron.migration;

/** What has to be done next. Orders are repeated until answered, so each can be given twice. */
public sealed interface Order {
  /** The migration that it is part of. */
  Plan plan();

  /** To the target: make an empty guest and wait for the stream. */
  record Prepare(Plan plan) implements Order {}

  /** To the source: write the stream. */
  record Begin(Plan plan, StreamOffer offer) implements Order {}

  /** To the source: say how it stands. */
  record AskSource(Plan plan) implements Order {}

  /** To the target: say how it stands. */
  record AskTarget(Plan plan) implements Order {}

  /** To the target: your copy is the VM, run it. */
  record Resume(Plan plan) implements Order {}

  /** To the VM: your target's copy is you. */
  record TellRelocated(Plan plan) implements Order {}

  /** To the source: remove your copy, and say what it cost. */
  record Release(Plan plan) implements Order {}

  /** To the source: your copy is the VM, as it was before. */
  record Restore(Plan plan) implements Order {}

  /** To the target: remove what you have. */
  record Discard(Plan plan) implements Order {}

  /** To the VM: your source's copy is you. */
  record TellRestored(Plan plan, boolean cancelled, String reason) implements Order {}
}
