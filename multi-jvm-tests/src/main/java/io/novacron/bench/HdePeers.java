package io.novacron.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What others make of a pair: each a program of its own, timed by user and system time. */
final class HdePeers {
  private final HdePair pair;
  private final int level;
  private final Path folder;
  private final Path out;

  HdePeers(HdePair pair, int level, Path folder) {
    this.pair = pair;
    this.level = level;
    this.folder = folder;
    out = folder.resolve("out");
  }

  Map<String, Object> json() throws IOException {
    var all = new LinkedHashMap<String, Object>();
    all.put("zstd3", zstd());
    all.put("zstd3long27", zstd("--long=27"));
    Path base = pair.base();
    if (base != null) {
      all.put("patchFrom", zstd("--patch-from=" + base));
      all.put("xdelta3", xdelta(base));
      all.put("rsync", rsync(base));
    }
    return all;
  }

  private Map<String, Object> zstd(String... options) throws IOException {
    var command = new ArrayList<>(List.of("zstd", speed(), "-q", "-f", "--single-thread"));
    command.addAll(List.of(options));
    command.addAll(List.of(pair.current().toString(), "-o", out.toString()));
    return result(TimedProcess.run(command), sizeOfOut());
  }

  private String speed() {
    return level < 0 ? "--fast=" + -level : "-" + level;
  }

  /** With zstd behind it, since its own entropy coder is of another age. */
  private Map<String, Object> xdelta(Path base) throws IOException {
    long window = Math.max(1 << 20, Files.size(base));
    Path delta = folder.resolve("delta");
    var first =
        TimedProcess.run(
            List.of(
                "xdelta3",
                "-1",
                "-S",
                "none",
                "-f",
                "-e",
                "-B",
                Long.toString(window),
                "-s",
                base.toString(),
                pair.current().toString(),
                delta.toString()));
    if (!first.ran()) {
      return result(first, 0);
    }
    var second =
        TimedProcess.run(
            List.of(
                "zstd",
                "-" + Math.max(1, level),
                "-q",
                "-f",
                delta.toString(),
                "-o",
                out.toString()));
    return result(first.and(second), sizeOfOut());
  }

  /** Bytes of both directions. */
  private Map<String, Object> rsync(Path base) throws IOException {
    Path copy = folder.resolve("copy");
    Files.copy(base, copy, StandardCopyOption.REPLACE_EXISTING);
    var run =
        TimedProcess.run(
            List.of(
                "rsync",
                "--no-whole-file",
                "--ignore-times",
                "-B",
                "4096",
                "-z",
                "--zc=zstd",
                "--zl=" + level,
                "--stats",
                pair.current().toString(),
                copy.toString()));
    return result(
        run,
        number(run.output(), "Total bytes sent") + number(run.output(), "Total bytes received"));
  }

  private static long number(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private long sizeOfOut() throws IOException {
    return Files.exists(out) ? Files.size(out) : 0;
  }

  private Map<String, Object> result(TimedProcess run, long bytes) throws IOException {
    Files.deleteIfExists(out);
    if (!run.ran() || bytes == 0) {
      return Map.of("unavailable", run.why());
    }
    long size = Files.size(pair.current());
    var one = new LinkedHashMap<String, Object>();
    one.put("ratio", HdeRun.rounded((double) size / bytes));
    one.put("MBPerCpuSecond", HdeRun.rounded(size / 1e6 / Math.max(1e-3, run.cpuSeconds())));
    one.put("wireBytes", bytes);
    return one;
  }
}
