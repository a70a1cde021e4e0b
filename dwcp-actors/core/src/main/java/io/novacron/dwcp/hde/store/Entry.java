package io.novacron.dwcp.hde.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A kept image.
 *
 * @param bytes of the image
 * @param storedBytes that it takes on the disk: pages that are not zero, head and digests
 * @param kept when
 * @param used when a draft last began as a copy of it; at first when it was kept
 * @param uses how many drafts did
 */
public record Entry(
    BaseId id, Label label, long bytes, long storedBytes, Instant kept, Instant used, long uses) {
  static List<Entry> newestFirst(Collection<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparing(Entry::kept).reversed().thenComparing(e -> e.id().hex()))
        .toList();
  }

  Entry usedAt(Instant now) {
    return new Entry(id, label, bytes, storedBytes, kept, now, uses + 1);
  }
}
