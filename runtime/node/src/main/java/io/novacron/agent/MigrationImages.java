package io.novacron.agent;

import io.novacron.dwcp.hde.HeldImages;
import io.novacron.dwcp.hde.TheirPages;
import io.novacron.dwcp.hde.store.BaseId;
import io.novacron.dwcp.hde.store.ContentStore;
import io.novacron.dwcp.hde.store.Draft;
import io.novacron.dwcp.hde.store.Entry;
import io.novacron.dwcp.hde.store.KeyedHashes;
import io.novacron.dwcp.hde.store.Label;
import io.novacron.dwcp.hde.store.StoreException;
import io.novacron.vm.VmId;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.LongBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of one migration, as its checkpoints are concerned. What is held while it goes is kept
 * when it has committed, and thrown away when it has not. Safe for threads.
 */
final class MigrationImages implements HeldImages {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationImages.class);

  /** There is one so far. */
  private static final String TENANT = "default";

  /** Beyond the guest's memory: video memory, firmware. */
  private static final long MORE_MEMORY = 128L << 20;

  private final Checkpoints checkpoints;
  private final @Nullable ContentStore store;
  private final VmId vm;
  private final Family family;

  /** Opened when something is offered, so that it is there when the other side relies on it. */
  private @Nullable Draft draft;

  private @Nullable BaseId base;
  private boolean held;
  private boolean over;

  MigrationImages(Checkpoints checkpoints, @Nullable ContentStore store, VmId vm, Family family) {
    this.checkpoints = checkpoints;
    this.store = store;
    this.vm = vm;
    this.family = family;
  }

  /** The VM's own first, then its kin's, the latest first. */
  @Override
  public Offer offer() {
    if (store == null) {
      return Offer.NOTHING;
    }
    checkpoints.await(vm);
    return offer(store);
  }

  private synchronized Offer offer(ContentStore from) {
    List<Entry> kept = kept(from).limit(Offer.MOST_BASES).toList();
    while (!kept.isEmpty() && !isReady(from, kept.getFirst())) {
      kept = kept.subList(1, kept.size());
    }
    if (kept.isEmpty() && !isReady(from)) {
      return Offer.NOTHING;
    }
    List<String> ids = kept.stream().map(entry -> entry.id().hex()).toList();
    long room = draft == null ? room(from) : draft.bytes().byteSize() - MARGIN;
    return new Offer(ids, room, kept.stream().limit(1).anyMatch(this::isOwn));
  }

  /** Whether that one can be begun with; it is, as far as nobody needs another. */
  private boolean isReady(ContentStore from, Entry entry) {
    if (held || entry.id().equals(base)) {
      return true;
    }
    try {
      release();
      draft = from.draftFrom(entry.id());
      base = entry.id();
      return true;
    } catch (StoreException e) {
      LOG.info("checkpoint {} of {} is not offered: {}", entry.id(), vm, e.getMessage());
      return false;
    }
  }

  /** Whether there is room for all of the guest. */
  private boolean isReady(ContentStore from) {
    if (draft != null) {
      return true;
    }
    try {
      draft = from.draft(family.memoryBytes() + MORE_MEMORY);
      return true;
    } catch (StoreException e) {
      LOG.info("the memory of {} is not held: {}", vm, e.getMessage());
      return false;
    }
  }

  private void release() {
    if (draft != null) {
      draft.close();
    }
    draft = null;
    base = null;
  }

  private static long room(ContentStore store) {
    try {
      return store.room();
    } catch (StoreException e) {
      LOG.warn("a migration carries everything: {}", e.getMessage());
      return 0;
    }
  }

  private Stream<Entry> kept(ContentStore from) {
    return from.entries().stream()
        .filter(entry -> entry.label().tenant().equals(TENANT))
        .filter(entry -> entry.label().family().endsWith(family.kin()))
        .filter(entry -> !checkpoints.isSuspect(entry.id()))
        .filter(MigrationImages::isAffordable)
        .sorted(Comparator.comparing(entry -> !isOwn(entry)));
  }

  /** Pages that have changed since are in memory until the end: in the worst case all of them. */
  private static boolean isAffordable(Entry entry) {
    return entry.bytes() <= FreeMemory.bytes() / 2;
  }

  private boolean isOwn(Entry entry) {
    return entry.label().family().equals(family.name());
  }

  @Override
  public TheirPages.PageHash hash(byte[] secret) {
    return KeyedHashes.of(secret, TENANT)::hash;
  }

  /** Of the VM's own alone: of others' memory nothing is told. */
  @Override
  public long[] hashes(String base, TheirPages.PageHash hash) throws IOException {
    if (store == null) {
      throw new IOException("nothing is kept here");
    }
    Entry entry =
        store
            .find(TENANT, new BaseId(base))
            .filter(this::isOwn)
            .orElseThrow(() -> new IOException("no hashes of " + base + " are told"));
    var hashes = LongBuffer.allocate(TheirPages.pages(entry.bytes()));
    store.read(entry.id(), region -> hashes.put(TheirPages.hashes(region, hash)));
    return hashes.array();
  }

  @Override
  public synchronized Held open(long bytes, @Nullable String id) throws IOException {
    if (store == null || over || held) {
      throw new IOException("nothing can be held for this migration");
    }
    BaseId wanted = id == null ? null : new BaseId(id);
    if (draft == null || !Objects.equals(wanted, base) || bytesOf(draft) != bytes) {
      release();
      draft = wanted == null ? store.draft(bytes) : copy(store, bytes, wanted);
      base = wanted;
    }
    held = true;
    return new Mapped(draft);
  }

  private static long bytesOf(Draft draft) {
    return draft.bytes().byteSize() - MARGIN;
  }

  /** Whether it is kept is for the migration to say, not for whoever closes this. */
  private record Mapped(Draft draft) implements Held {
    @Override
    public MemorySegment bytes() {
      return draft.bytes();
    }

    @Override
    public void close() {}
  }

  private static Draft copy(ContentStore from, long bytes, BaseId id) throws IOException {
    Entry entry =
        from.find(TENANT, id).orElseThrow(() -> new IOException("checkpoint " + id + " is gone"));
    if (entry.bytes() != bytes) {
      throw new IOException(
          "checkpoint " + id + " has " + entry.bytes() + " bytes, the guest " + bytes);
    }
    return from.draftFrom(id);
  }

  /** The migration has committed: what is held is as the guest was, and is kept. */
  void keep() {
    boolean whole = isHeld();
    Draft last = end();
    if (last != null && whole) {
      checkpoints.later(vm, last, () -> keep(last));
    } else if (last != null) {
      last.close();
    }
  }

  private synchronized boolean isHeld() {
    return held;
  }

  private void keep(Draft last) {
    try {
      BaseId id = last.keep(new Label(Label.Kind.CHECKPOINT, TENANT, family.name()));
      LOG.info("kept a checkpoint of {}: {}", vm, id);
      removeOthers(id);
    } catch (StoreException e) {
      LOG.warn("no checkpoint of {} is kept: {}", vm, e.getMessage());
    }
  }

  /** Of the VM as it was made before. */
  private void removeOthers(BaseId id) {
    if (store != null) {
      store.entries().stream()
          .filter(entry -> !entry.id().equals(id) && family.isOf(entry.label().family()))
          .forEach(entry -> store.remove(entry.id()));
    }
  }

  /** It has not: what is held is of no use, and what it began with may be the reason. */
  void discard() {
    BaseId suspect = suspect();
    Draft last = end();
    if (last != null) {
      checkpoints.later(vm, last, () -> prove(suspect));
    }
  }

  private synchronized @Nullable BaseId suspect() {
    if (held && base != null) {
      checkpoints.suspect(base);
    }
    return held ? base : null;
  }

  private void prove(@Nullable BaseId suspect) {
    if (store != null && suspect != null) {
      if (!store.check(suspect)) {
        LOG.warn("checkpoint {} of {} was damaged, and is gone", suspect, vm);
      }
      checkpoints.clear(suspect);
    }
  }

  private synchronized @Nullable Draft end() {
    Draft last = draft;
    draft = null;
    over = true;
    return last;
  }
}
