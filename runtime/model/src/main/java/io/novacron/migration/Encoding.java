package io.novacron.migration;

import java.util.List;

/**
 * What the levels of encoding have made of a migration's stream, counted as it went; beside it what
 * the stream would have cost otherwise (docs/hde.md).
 *
 * @param stages cheapest first; empty where nobody counted
 * @param framingBytes sent for what says which page is of which level, and for all that is no page
 * @param baseId checkpoint that both sides had kept; empty for none
 * @param zstdBytesIn of the stream that were given to {@code zstd -3} as well, for comparison; less
 *     than the stream where that could not keep up
 * @param zstdBytesOut what it made of those
 */
public record Encoding(
    List<Stage> stages, long framingBytes, String baseId, long zstdBytesIn, long zstdBytesOut) {
  /** Of a migration that nobody counted. */
  public static final Encoding UNKNOWN = new Encoding(List.of(), 0, "", 0, 0);

  public Encoding {
    stages = List.copyOf(stages);
  }

  /**
   * One level.
   *
   * @param level its name
   * @param bytesIn of guest memory that it settled
   * @param bytesOut that were sent for them
   * @param cpuMillis of the source's processor
   */
  public record Stage(String level, long bytesIn, long bytesOut, double cpuMillis) {}
}
