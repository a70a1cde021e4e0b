package io.novacron.agent;

import io.novacron.migration.Encoding;
import io.novacron.migration.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;

/** What migrations out of this node have cost since it started, for its figures. Thread-safe. */
public final class MigrationTotals {
  private static final double MILLIS = 1000;

  private final Map<String, Level> levels = new LinkedHashMap<>();
  private Bytes bytes = new Bytes(0, 0, 0, 0);

  /**
   * Of one level of encoding; see {@link Encoding.Stage}.
   *
   * @param bytesIn of guest memory that it settled
   * @param bytesOut that were sent for them
   * @param cpuSeconds that it took
   */
  public record Level(long bytesIn, long bytesOut, double cpuSeconds) {
    private Level and(Encoding.Stage stage) {
      return new Level(
          bytesIn + stage.bytesIn(),
          bytesOut + stage.bytesOut(),
          cpuSeconds + stage.cpuMillis() / MILLIS);
    }
  }

  /**
   * Of all of it.
   *
   * @param stream out of hypervisors
   * @param wire over connections
   * @param zstdIn of the stream that {@code zstd -3} was given as well
   * @param zstdOut what that made of it
   */
  public record Bytes(long stream, long wire, long zstdIn, long zstdOut) {
    private Bytes and(Receipt receipt) {
      return new Bytes(
          stream + receipt.streamBytes(),
          wire + receipt.wireBytes(),
          zstdIn + receipt.encoding().zstdBytesIn(),
          zstdOut + receipt.encoding().zstdBytesOut());
    }
  }

  synchronized void add(Receipt receipt) {
    bytes = bytes.and(receipt);
    for (Encoding.Stage stage : receipt.encoding().stages()) {
      levels.merge(stage.level(), new Level(0, 0, 0).and(stage), (before, _) -> before.and(stage));
    }
  }

  /** By their names, cheapest first. */
  public synchronized Map<String, Level> levels() {
    return new LinkedHashMap<>(levels);
  }

  /** So far. */
  public synchronized Bytes bytes() {
    return bytes;
  }
}
