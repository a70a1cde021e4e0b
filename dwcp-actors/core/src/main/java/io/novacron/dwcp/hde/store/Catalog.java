package io.novacron.dwcp.hde.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is kept, what is being made, and what has to go for it. Knows no files, and no threads. */
final class Catalog {
  /** Room that a draft may come to take, and what it was made from. */
  private record Reserved(long bytes, @Nullable BaseId from) {}

  private final long mostBytes;
  private final Map<BaseId, Entry> entries = new HashMap<>();
  private final Map<Draft, Reserved> drafts = new HashMap<>();

  Catalog(long mostBytes, Collection<Entry> kept) {
    this.mostBytes = mostBytes;
    kept.forEach(this::put);
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  int drafts() {
    return drafts.size();
  }

  Optional<Entry> find(BaseId id) {
    return Optional.ofNullable(entries.get(id));
  }

  void put(Entry entry) {
    entries.put(entry.id(), entry);
  }

  void remove(BaseId id) {
    entries.remove(id);
  }

  void reserve(Draft draft, long bytes, @Nullable BaseId from) {
    drafts.put(draft, new Reserved(bytes, from));
  }

  void release(Draft draft) {
    drafts.remove(draft);
  }

  long reserved() {
    return drafts.values().stream().mapToLong(Reserved::bytes).sum();
  }

  /** Whether the bound lets a draft of {@code bytes} be, if everything else goes that may. */
  boolean admits(long bytes, @Nullable BaseId from) {
    Set<BaseId> used = inUse();
    if (from != null) {
      used.add(from);
    }
    long stays = stored(entry -> used.contains(entry.id()));
    return bytes <= mostBytes - stays - reserved();
  }

  /** For the largest draft, if there are {@code free} bytes on the disk. */
  long room(long free) {
    Set<BaseId> used = inUse();
    long stays = stored(entry -> used.contains(entry.id()));
    long goes = stored(entry -> !used.contains(entry.id()));
    return Math.min(mostBytes - stays - reserved(), free + goes);
  }

  private long stored(Predicate<Entry> which) {
    return entries.values().stream().filter(which).mapToLong(Entry::storedBytes).sum();
  }

  private Set<BaseId> inUse() {
    Set<BaseId> used = new HashSet<>();
    for (Reserved draft : drafts.values()) {
      if (draft.from() != null) {
        used.add(draft.from());
      }
    }
    return used;
  }

  /** What a new entry takes the place of: the VM's checkpoint before, if it is another one. */
  List<Entry> replacedBy(Entry next) {
    return entries.values().stream()
        .filter(entry -> next.label().replaces(entry.label()) && !entry.id().equals(next.id()))
        .toList();
  }

  /** What has to go so that the bound holds, least worth first; never {@code spared}. */
  List<Entry> beyond(Instant now, @Nullable BaseId spared) {
    return leastOf(stored(_ -> true) - mostBytes, now, spared);
  }

  /** Entries that may go, least worth first, until they take {@code bytes} or there are no more. */
  List<Entry> leastOf(long bytes, Instant now, @Nullable BaseId spared) {
    Set<BaseId> used = inUse();
    List<Entry> go = new ArrayList<>();
    long freed = 0;
    for (Entry entry : entries.values().stream().sorted(Worth.leastFirst(now)).toList()) {
      if (freed >= bytes) {
        break;
      }
      if (!used.contains(entry.id()) && !entry.id().equals(spared)) {
        go.add(entry);
        freed += entry.storedBytes();
      }
    }
    return go;
  }
}
