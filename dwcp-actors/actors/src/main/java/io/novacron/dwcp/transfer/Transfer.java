package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.StageLedger;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One stream on its way out; see {@link TransferClient#send}. */
public interface Transfer {
  /** How far it is; cheap enough to be asked ten times a second. */
  TransferProgress progress();

  /** What the levels of encoding have made of it so far. */
  StageLedger stages();

  /**
   * Completes when the receiver has said that every byte is in its sink and both sides found the
   * same digest; otherwise fails with a {@link TransferException}. By then this side's connections
   * and the source are closed and its threads have ended.
   */
  CompletionStage<TransferResult> result();

  /** Changes the pause allowed; the window follows at once. */
  void allowPause(Duration allowedPause);

  /** Gives up; {@link #result} fails on both sides. Of no effect once the transfer has ended. */
  void cancel(String reason);
}
