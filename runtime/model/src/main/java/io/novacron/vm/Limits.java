package io.novacron.vm;

import java.time.Duration;

/** How long the operations of a VM may take, and how much it remembers. */
public final class Limits {
  /** A host confirms a start within this, KVM calibration of a fresh host included. */
  public static final Duration START = Duration.ofSeconds(60);

  /** Pause and resume. */
  public static final Duration QUICK_VERB = Duration.ofSeconds(20);

  /** A stop, on top of the grace that was asked for. */
  public static final Duration STOP = Duration.ofSeconds(30);

  /** A whole migration; its phases have deadlines of their own that are far shorter. */
  public static final Duration MIGRATION = Duration.ofHours(4);

  /** Idempotency keys remembered by a VM. */
  public static final int KEYS = 64;

  /** Ended operations remembered by a VM itself; the read side keeps all. */
  public static final int OPERATIONS = 16;

  private Limits() {}
}
