package io.novacron.bench;

import io.novacron.dwcp.hde.Frame;
import io.novacron.dwcp.hde.FrameReader;
import io.novacron.dwcp.hde.FrameWriter;
import io.novacron.dwcp.hde.Image;
import io.novacron.dwcp.hde.ImageDecoder;
import io.novacron.dwcp.hde.ImageEncoder;
import io.novacron.dwcp.hde.Ledger;
import io.novacron.dwcp.hde.Level;
import io.novacron.dwcp.hde.MappedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ours, of one pair.
 *
 * @param ledger of the pass with the median CPU time
 * @param encodeNanos median CPU time of the thread
 */
record HdeRun(
    HdePair pair,
    long bytes,
    Ledger ledger,
    long wireBytes,
    long encodeNanos,
    long decodeNanos,
    boolean identical,
    HdeShares shares) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** One pass. */
  private record Pass(Ledger ledger, long encodeNanos, long decodeNanos) {}

  static HdeRun of(HdePair pair, int level, int runs) throws IOException {
    try (var current = MappedImage.read(pair.current());
        var before = pair.base() == null ? null : MappedImage.read(pair.base());
        var arena = Arena.ofConfined()) {
      var subject =
          new Subject(
              current.image(),
              current.bytes(),
              before == null ? null : before.image(),
              arena.allocate(current.bytes().byteSize()),
              new ByteArrayOutputStream());
      List<Pass> passes = new ArrayList<>();
      subject.pass(level);
      for (int run = 0; run < runs; run++) {
        passes.add(subject.pass(level));
      }
      boolean identical = subject.current.mismatch(subject.room) == -1;
      return of(pair, subject, passes, identical);
    }
  }

  private static HdeRun of(HdePair pair, Subject subject, List<Pass> passes, boolean identical) {
    Comparator<Pass> byEncoding = Comparator.comparingLong(Pass::encodeNanos);
    Pass middle = passes.stream().sorted(byEncoding).toList().get(passes.size() / 2);
    long decode = passes.stream().map(Pass::decodeNanos).sorted().toList().get(passes.size() / 2);
    return new HdeRun(
        pair,
        subject.image.size(),
        middle.ledger(),
        subject.wire.size(),
        middle.encodeNanos(),
        decode,
        identical,
        HdeShares.of(subject.current));
  }

  /** What is encoded, and where it is put. */
  private record Subject(
      Image image,
      MemorySegment current,
      @Nullable Image base,
      MemorySegment room,
      ByteArrayOutputStream wire) {
    Pass pass(int level) throws IOException {
      wire.reset();
      room.fill((byte) 0xA5);
      long start = THREADS.getCurrentThreadCpuTime();
      Ledger ledger = encode(level);
      long encoded = THREADS.getCurrentThreadCpuTime();
      byte[] bytes = wire.toByteArray();
      long copied = THREADS.getCurrentThreadCpuTime();
      decode(bytes);
      return new Pass(ledger, encoded - start, THREADS.getCurrentThreadCpuTime() - copied);
    }

    private Ledger encode(int level) throws IOException {
      try (var encoder = new ImageEncoder(level, THREADS::getCurrentThreadCpuTime)) {
        return encoder.encode(image, base, new FrameWriter(wire)).ledger();
      }
    }

    private void decode(byte[] bytes) throws IOException {
      var frames = new FrameReader(new ByteArrayInputStream(bytes));
      try (var decoder = new ImageDecoder(size -> room, base)) {
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
          decoder.take(frame);
        }
        if (!decoder.isProven(decoder.digests())) {
          System.err.println("hde: what came out has another digest");
        }
      }
    }
  }

  Map<String, Object> json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("base", pair.baseName());
    all.put("current", pair.currentName());
    all.put("bytes", bytes);
    all.put("wireBytes", wireBytes);
    all.put("imageRatio", rounded((double) bytes / wireBytes));
    all.put("payloadRatio", rounded((double) ledger.changed() / wireBytes));
    all.put("zeroShare", rounded(shares.zero()));
    all.put("duplicateShare", rounded(shares.duplicate()));
    all.put("encodeMBPerCpuSecond", speed(bytes, encodeNanos));
    all.put("decodeMBPerCpuSecond", speed(bytes, decodeNanos));
    all.put("identical", identical);
    all.put("levels", levels());
    return all;
  }

  private Map<String, Object> levels() {
    var all = new LinkedHashMap<String, Object>();
    long pages = 0;
    for (Level level : Level.values()) {
      all.put(level.name().toLowerCase(Locale.ROOT), level(level));
      pages += level == Level.LITERAL ? 0 : ledger.cpuNanos(level);
    }
    all.put("framing", Map.of("wireBytes", ledger.framing()));
    all.put("digest", Map.of("MBPerCpuSecond", speed(bytes, ledger.digestNanos())));
    all.put("pageLevels", Map.of("MBPerCpuSecond", speed(bytes, pages)));
    return all;
  }

  private Map<String, Object> level(Level level) {
    var one = new LinkedHashMap<String, Object>();
    one.put("bytes", ledger.in(level));
    one.put("wireBytes", ledger.out(level));
    one.put("cpuSeconds", rounded(ledger.cpuNanos(level) / 1e9));
    one.put("MBPerCpuSecond", speed(ledger.in(level), ledger.cpuNanos(level)));
    return one;
  }

  /** 10^6 bytes a second. */
  private static double speed(long bytes, long nanos) {
    return nanos == 0 ? 0 : rounded(bytes * 1e3 / nanos);
  }

  static double rounded(double value) {
    double places = Math.abs(value) < 10 ? 1e4 : 1e2;
    return Math.round(value * places) / places;
  }
}
