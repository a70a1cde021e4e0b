package io.novacron.demo;

import io.novacron.client.resource.EncodingResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ReceiptResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A receipt as one reads it. */
final class Receipts {
  private Receipts() {}

  static List<String> lines(MigrationResource migration, ReceiptResource r) {
    List<String> lines = new ArrayList<>(total(migration, r));
    if (r.encoding() != null) {
      lines.addAll(encoding(r.encoding(), r));
    }
    return lines;
  }

  private static List<String> total(MigrationResource migration, ReceiptResource r) {
    return List.of(
        "         receipt of "
            + migration.id()
            + "  ("
            + migration.vm()
            + ": "
            + migration.source()
            + " -> "
            + migration.target()
            + ")",
        line("guest memory", Narrator.bytes(r.guestMemoryBytes())),
        line("out of the hypervisor", Narrator.bytes(r.streamBytes()) + " in " + passes(r)),
        line("after compression", Narrator.bytes(r.compressedBytes()) + share(r)),
        line(
            "on the wire", Narrator.bytes(r.wireBytes()) + " over " + r.streams() + " connections"),
        line("goodput", Narrator.bytes(r.goodputBytesPerSecond()) + "/s"),
        line("duration", Narrator.seconds(Duration.ofMillis(r.durationMillis()))),
        line("pause", pause(r)));
  }

  private static List<String> encoding(EncodingResource e, ReceiptResource r) {
    List<String> lines = new ArrayList<>();
    lines.add(line("both sides had", e.baseId() == null ? "nothing" : "checkpoint " + id(e)));
    for (EncodingResource.Stage stage : e.stages()) {
      if (stage.bytesIn() > 0) {
        lines.add(line("  " + stage.level(), stage(stage)));
      }
    }
    lines.add(line("  framing", Narrator.bytes(e.framingBytes())));
    lines.add(line("plain QEMU would send", Narrator.bytes(r.streamBytes())));
    if (e.zstdBytesIn() > 0) {
      lines.add(line("zstd -3 makes", zstd(e)));
    }
    return lines;
  }

  private static String id(EncodingResource e) {
    return e.baseId() == null ? "" : e.baseId().substring(0, 12);
  }

  private static String stage(EncodingResource.Stage s) {
    return String.format(
        Locale.ROOT,
        "%s -> %s, %.0f ms of CPU",
        Narrator.bytes(s.bytesIn()),
        Narrator.bytes(s.bytesOut()),
        s.cpuMillis());
  }

  private static String zstd(EncodingResource e) {
    return Narrator.bytes(e.zstdBytesOut()) + " of " + Narrator.bytes(e.zstdBytesIn()) + " of it";
  }

  private static String passes(ReceiptResource r) {
    return r.passes() == 1 ? "1 pass" : r.passes() + " passes";
  }

  private static String line(String what, String value) {
    return String.format(Locale.ROOT, "           %-22s %s", what, value);
  }

  private static String share(ReceiptResource r) {
    return r.streamBytes() == 0
        ? ""
        : String.format(Locale.ROOT, " (%.0f %%)", 100.0 * r.compressedBytes() / r.streamBytes());
  }

  private static String pause(ReceiptResource r) {
    String felt =
        r.pauseSource().equals("heartbeat")
            ? "felt by the guest: the gap in its heartbeat, seen from " + r.pauseObserver()
            : "from the stop of the source to the start of the target";
    return String.format(Locale.ROOT, "%.0f ms, ", r.pauseMillis()) + felt;
  }
}
