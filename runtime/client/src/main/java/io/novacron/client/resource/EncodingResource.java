package io.novacron.client.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the levels of encoding have made of a migration's stream, counted as it went.
 *
 * @param stages cheapest first; empty where nobody counted
 * @param framingBytes sent for what says which page is of which level, and for all that is no page
 * @param baseId checkpoint that both hosts had kept; null for none
 * @param zstdBytesIn of the stream that were given to {@code zstd -3} as well, for comparison; less
 *     than the stream where that could not keep up
 * @param zstdBytesOut what it made of those
 */
public record EncodingResource(
    List<Stage> stages,
    long framingBytes,
    @Nullable String baseId,
    long zstdBytesIn,
    long zstdBytesOut) {
  /**
   * One level.
   *
   * @param level {@code same}, {@code zero}, {@code copy}, {@code delta}, {@code similar}, {@code
   *     literal} or {@code raw}
   * @param bytesIn of guest memory that it settled
   * @param bytesOut that were sent for them
   * @param cpuMillis of the source's processor
   */
  public record Stage(String level, long bytesIn, long bytesOut, double cpuMillis) {}
}
