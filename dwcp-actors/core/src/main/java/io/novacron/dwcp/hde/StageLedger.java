package io.novacron.dwcp.hde;

import java.util.List;

/**
 * A {@link Ledger} as it stood at one moment, with what the stream would have cost otherwise.
 *
 * @param stages cheapest first
 * @param framingBytes of what says which page is of which level, of all that is no page, and of the
 *     heads of records
 * @param baseId image that both sides had kept, or the receiver alone; empty for none
 * @param zstd what {@code zstd -3} made of the part of the stream that was counted
 */
public record StageLedger(
    List<Stage> stages, long framingBytes, String baseId, ZstdCount.Figures zstd) {
  /** Of what is not encoded by levels. */
  public static final StageLedger NONE =
      new StageLedger(List.of(), 0, "", new ZstdCount.Figures(0, 0));

  /**
   * What one level has done.
   *
   * @param level as in {@link Level}, lower case
   * @param bytesIn of pages that it settled
   * @param bytesOut that were sent for them
   * @param cpuNanos that it took, also for what it could not settle
   */
  public record Stage(String level, long bytesIn, long bytesOut, long cpuNanos) {}

  public StageLedger {
    stages = List.copyOf(stages);
  }

  /** As {@code ledger} stands now. */
  public static StageLedger of(Ledger ledger, String baseId, ZstdCount.Figures zstd) {
    var stages = Level.all().stream().map(level -> stage(ledger, level)).toList();
    return new StageLedger(stages, ledger.framing(), baseId, zstd);
  }

  private static Stage stage(Ledger ledger, Level level) {
    return new Stage(level.word(), ledger.in(level), ledger.out(level), ledger.cpuNanos(level));
  }
}
