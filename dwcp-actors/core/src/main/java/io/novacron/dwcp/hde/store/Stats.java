package io.novacron.dwcp.hde.store;

import java.util.Collection;

/**
 * A store as a whole.
 *
 * @param entries that are kept
 * @param drafts that are open
 * @param damaged files that cannot be read, and wait for {@link ContentStore#prune}
 * @param bytes of all images
 * @param storedBytes that they take on the disk
 * @param mostBytes that they may take
 * @param freeBytes of the disk
 * @param uses drafts that began as a copy, of what is kept now
 */
public record Stats(
    int entries,
    int drafts,
    int damaged,
    long bytes,
    long storedBytes,
    long mostBytes,
    long freeBytes,
    long uses) {
  static Stats of(Collection<Entry> entries, int drafts, int damaged, long most, long free) {
    return new Stats(
        entries.size(),
        drafts,
        damaged,
        entries.stream().mapToLong(Entry::bytes).sum(),
        entries.stream().mapToLong(Entry::storedBytes).sum(),
        most,
        free,
        entries.stream().mapToLong(Entry::uses).sum());
  }
}
