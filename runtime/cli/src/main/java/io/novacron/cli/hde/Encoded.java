package io.novacron.cli.hde;

import io.novacron.dwcp.hde.FrameWriter;
import io.novacron.dwcp.hde.Image;
import io.novacron.dwcp.hde.ImageEncoder;
import io.novacron.dwcp.hde.Ledger;
import io.novacron.dwcp.hde.Level;
import io.novacron.dwcp.hde.MappedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that was encoded.
 *
 * @param bytes of the file
 * @param cpuNanos of all of it
 */
record Encoded(long bytes, Ledger ledger, long cpuNanos) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static Encoded of(Path file, @Nullable Path base, int level, OutputStream out)
      throws IOException {
    try (var current = MappedImage.read(file);
        var before = base == null ? null : MappedImage.read(base);
        var encoder = new ImageEncoder(level, THREADS::getCurrentThreadCpuTime)) {
      long since = THREADS.getCurrentThreadCpuTime();
      Image known = before == null ? null : before.image();
      var sent = encoder.encode(current.image(), known, new FrameWriter(out));
      long nanos = THREADS.getCurrentThreadCpuTime() - since;
      return new Encoded(current.image().size(), sent.ledger(), nanos);
    }
  }

  /** Pages that are neither zero nor as they were, in bytes. */
  long payload() {
    return ledger.changed();
  }

  static double ratio(long bytes, long sent) {
    return Math.round(100.0 * bytes / sent) / 100.0;
  }

  Map<String, Object> json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("bytes", bytes);
    all.put("sentBytes", ledger.sent());
    all.put("imageRatio", ratio(bytes, ledger.sent()));
    all.put("payloadRatio", ratio(payload(), ledger.sent()));
    all.put("cpuSeconds", cpuNanos / 1e9);
    var levels = new LinkedHashMap<String, Object>();
    for (Level level : Level.values()) {
      levels.put(level.name().toLowerCase(Locale.ROOT), json(level));
    }
    levels.put("framing", Map.of("bytes", 0, "sentBytes", ledger.framing(), "cpuSeconds", 0));
    levels.put(
        "digest", Map.of("bytes", 0, "sentBytes", 0, "cpuSeconds", ledger.digestNanos() / 1e9));
    all.put("levels", levels);
    return all;
  }

  private Map<String, Object> json(Level level) {
    var one = new LinkedHashMap<String, Object>();
    one.put("bytes", ledger.in(level));
    one.put("sentBytes", ledger.out(level));
    one.put("cpuSeconds", ledger.cpuNanos(level) / 1e9);
    return one;
  }
}
