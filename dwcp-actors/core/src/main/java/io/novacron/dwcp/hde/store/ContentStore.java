package io.novacron.dwcp.hde.store;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Images on the disk of a node, in a folder of its own, within a bound. Losing one costs bytes on a
 * link and nothing else, so what is in doubt is thrown away. Safe for threads.
 */
public final class ContentStore implements AutoCloseable {
  /** Bytes of the disk that are left to others. */
  static final long RESERVE_BYTES = 256L << 20;

  private final StoreFolder folder;
  private final FolderLock lock;
  private final FreeSpace space;
  private final InstantSource time;
  private final long mostBytes;
  private final Catalog catalog;
  private final List<Damage> damaged;

  private ContentStore(
      StoreFolder folder, FolderLock lock, long mostBytes, InstantSource time, FreeSpace space)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.mostBytes = mostBytes;
    this.time = time;
    this.space = space;
    folder.requireKnownFormat();
    StoreFolder.Scan scan = folder.scan();
    folder.sweep();
    folder.mark();
    catalog = new Catalog(mostBytes, scan.entries());
    damaged = scan.damaged();
  }

  /**
   * Opens a folder, which is made if there is none, and takes it for itself; removes drafts that a
   * crash has left. Nothing is evicted yet.
   *
   * @param mostBytes that entries may take on the disk
   * @throws StoreException {@code LOCKED}, {@code FOREIGN_VERSION} (nothing is touched), {@code IO}
   */
  public static ContentStore open(Path folder, long mostBytes, InstantSource time)
      throws StoreException {
    return open(folder, mostBytes, time, FreeSpace.OF_DISK);
  }

  static ContentStore open(Path path, long mostBytes, InstantSource time, FreeSpace space)
      throws StoreException {
    return Faults.tell(
        "opening the store in " + path,
        () -> {
          Files.createDirectories(path);
          keepFromOthers(path.toRealPath());
          var folder = new StoreFolder(path.toRealPath());
          folder.requireKnownFormat();
          FolderLock lock = FolderLock.take(folder.path());
          try {
            return new ContentStore(folder, lock, mostBytes, time, space);
          } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
          }
        });
  }

  /** Memory of guests is nobody else's business. */
  private static void keepFromOthers(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Milliseconds are what the disk keeps. */
  Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** All that is kept, the newest first. */
  public synchronized List<Entry> entries() {
    return Entry.newestFirst(catalog.entries());
  }

  /** The newest that a tenant has of a family; never another tenant's. */
  public Optional<Entry> find(String tenant, String family) {
    return entries().stream()
        .filter(entry -> entry.label().tenant().equals(tenant))
        .filter(entry -> entry.label().family().equals(family))
        .findFirst();
  }

  /** What a tenant names by its id; empty if it is another tenant's, as if there were none. */
  public synchronized Optional<Entry> find(String tenant, BaseId id) {
    return catalog.find(id).filter(entry -> entry.label().tenant().equals(tenant));
  }

  /**
   * Room for an image, all zero.
   *
   * @param bytes 1 to 4 TiB
   * @throws StoreException {@code FULL} if it cannot fit with all else gone that is not in use, or
   *     the disk has no room; {@code IO}
   */
  public synchronized Draft draft(long bytes) throws StoreException {
    return begin(bytes, null, file -> OwnFile.create(file, bytes));
  }

  /**
   * A draft that begins with what is kept, at once, whatever its size; what is written to it stays
   * in memory, and the entry as it is. Until it is closed the entry is not evicted.
   *
   * <p>Of the entry only head, length and digests are proved here: whoever uses the image checks
   * what comes of it, and asks for {@link #check} when it is wrong.
   *
   * @throws StoreException {@code UNKNOWN}; {@code CORRUPT}: it was not as it was kept, and is
   *     gone; {@code FULL}; {@code IO}, also if the system does not promise so much memory
   */
  public synchronized Draft draftFrom(BaseId id) throws StoreException {
    Entry entry = catalog.find(id).orElseThrow(() -> unknown(id));
    try {
      Draft draft = begin(entry.bytes(), id, file -> map(id, file));
      noteUse(id);
      return draft;
    } catch (StoreException e) {
      if (e.kind() == Kind.CORRUPT) {
        remove(id);
      }
      throw e;
    }
  }

  /**
   * Reads what is kept, proved region by region.
   *
   * @param sink takes 1 MiB after another, the last one may be shorter; their bytes are used again
   * @throws StoreException {@code CORRUPT}: it was not as it was kept, and is gone; {@code IO},
   *     also if there is none
   */
  public void read(BaseId id, Consumer<MemorySegment> sink) throws StoreException {
    try {
      Faults.tell("reading " + id, () -> EntryFile.readAll(folder.entry(id), sink));
    } catch (StoreException e) {
      if (e.kind() == Kind.CORRUPT) {
        remove(id);
      }
      throw e;
    }
  }

  private static StoreException unknown(BaseId id) {
    return new StoreException(Kind.UNKNOWN, "there is no " + id + " here");
  }

  private Backing map(BaseId id, Path file) throws IOException {
    try {
      return EntryCopy.of(folder.entry(id), file);
    } catch (NoSuchFileException _) {
      remove(id);
      throw unknown(id);
    }
  }

  private void noteUse(BaseId id) {
    catalog.find(id).map(entry -> entry.usedAt(now())).ifPresent(this::note);
  }

  private void note(Entry entry) {
    catalog.put(entry);
    try {
      folder.note(entry);
    } catch (IOException _) {
      // Counts until the store is closed.
    }
  }

  /** Makes what a draft lies in, given the name of its file. */
  @FunctionalInterface
  private interface Maker {
    Backing make(Path file) throws IOException;
  }

  private Draft begin(long image, @Nullable BaseId from, Maker maker) throws StoreException {
    if (image < 1 || image > Layout.MOST_IMAGE) {
      throw new IllegalArgumentException("an image of " + image + " bytes; 1 to 4 TiB");
    }
    long most = Layout.fileBytes(image);
    if (!catalog.admits(most, from)) {
      throw full(most, "the bound is " + mostBytes + ", and the rest is in use");
    }
    return Faults.tell(
        "beginning an image",
        () -> {
          requireOurs();
          makeRoomOnDisk(most, from);
          Path file = folder.nextDraft();
          Draft draft = new Draft(this, file, maker.make(file));
          catalog.reserve(draft, most, from);
          return draft;
        });
  }

  /** The largest image that {@link #draft} has room for now, bytes; 0 for none. */
  public synchronized long room() throws StoreException {
    return Faults.tell(
        "looking for room",
        () -> {
          long onDisk = space.bytes(folder.path()) - RESERVE_BYTES - catalog.reserved();
          return Layout.imageWithin(catalog.room(onDisk));
        });
  }

  private static StoreException full(long most, String why) {
    return new StoreException(Kind.FULL, "no room for a file of " + most + " bytes: " + why);
  }

  /** Drafts that are open count in full, since what they have written is not known. */
  private void makeRoomOnDisk(long most, @Nullable BaseId from) throws IOException {
    long free = space.bytes(folder.path()) - RESERVE_BYTES - catalog.reserved();
    if (most <= free) {
      return;
    }
    List<Entry> go = catalog.leastOf(most - free, now(), from);
    if (go.stream().mapToLong(Entry::storedBytes).sum() < most - free) {
      throw full(most, "the disk has " + Math.max(0, free) + " to give");
    }
    for (Entry entry : go) {
      delete(entry.id());
    }
  }

  synchronized void requireOurs() throws IOException {
    if (!lock.isOurs()) {
      throw new IOException("the store in " + folder.path() + " is closed, or was replaced");
    }
  }

  synchronized void commit(Draft draft, EntryHead head) throws StoreException {
    Faults.tell(
        "keeping an image",
        () -> {
          requireOurs();
          publish(draft, head.id());
          Entry kept = added(head);
          catalog.replacedBy(kept).forEach(old -> remove(old.id()));
          catalog.beyond(now(), kept.id()).forEach(least -> remove(least.id()));
          return kept;
        });
  }

  /** All or nothing: what may not be on the disk is not kept. */
  private void publish(Draft draft, BaseId id) throws IOException {
    try {
      folder.publish(draft.file(), folder.entry(id));
    } catch (IOException e) {
      remove(id);
      throw e;
    }
  }

  private Entry added(EntryHead head) {
    long uses = catalog.find(head.id()).map(Entry::uses).orElse(0L);
    Entry entry = head.entry(new LastUse(head.kept(), uses));
    note(entry);
    return entry;
  }

  synchronized void release(Draft draft, boolean kept) {
    catalog.release(draft);
    try {
      if (!kept && lock.isOurs()) {
        Files.deleteIfExists(draft.file());
      }
    } catch (IOException _) {
      // Swept when the folder is opened next.
    }
  }

  private void delete(BaseId id) throws IOException {
    folder.delete(id);
    catalog.remove(id);
  }

  /**
   * Removes an entry, even if drafts were made from it: they have its bytes until they are closed.
   *
   * @return whether it was there, and is gone
   */
  public synchronized boolean remove(BaseId id) {
    boolean known = catalog.find(id).isPresent();
    try {
      delete(id);
      return known;
    } catch (IOException _) {
      return false;
    }
  }

  /** How full it is. */
  public synchronized Stats stats() {
    return Stats.of(catalog.entries(), catalog.drafts(), damaged.size(), mostBytes, freeBytes());
  }

  private long freeBytes() {
    try {
      return space.bytes(folder.path());
    } catch (IOException _) {
      return 0;
    }
  }

  /** Reads everything, and says what is not as it was kept; removes nothing. */
  public Verification verify() {
    List<Entry> entries;
    List<Damage> known;
    synchronized (this) {
      entries = entries();
      known = List.copyOf(damaged);
    }
    return Verifier.verify(folder, entries, known);
  }

  /**
   * Reads one entry, and removes it if it is not as it was kept. For who has found that something
   * made from it is wrong. Others can use the store meanwhile.
   *
   * @return whether it is there, and as it was kept
   */
  public boolean check(BaseId id) {
    synchronized (this) {
      if (catalog.find(id).isEmpty()) {
        return false;
      }
    }
    boolean sound = Verifier.isSound(folder.entry(id));
    if (!sound) {
      remove(id);
    }
    return sound;
  }

  /**
   * Removes what is not as it was kept, what was not used for {@code age}, and what is beyond the
   * bound. Reads everything.
   *
   * @param age null: none is too old
   * @throws StoreException {@code IO}
   */
  public Pruned prune(@Nullable Duration age) throws StoreException {
    List<Damage> bad = verify().damaged();
    return Faults.tell("pruning", () -> prune(bad, age));
  }

  private synchronized Pruned prune(List<Damage> bad, @Nullable Duration age) throws IOException {
    requireOurs();
    for (Damage damage : bad) {
      folder.delete(damage);
      catalog.remove(new BaseId(damage.file().replace(Layout.ENTRY, "")));
    }
    damaged.clear();
    List<Entry> old = age == null ? List.of() : olderThan(now().minus(age));
    for (Entry entry : old) {
      delete(entry.id());
    }
    List<Entry> beyond = catalog.beyond(now(), null);
    for (Entry entry : beyond) {
      delete(entry.id());
    }
    return new Pruned(bad, old, beyond);
  }

  private List<Entry> olderThan(Instant since) {
    return catalog.entries().stream().filter(entry -> entry.used().isBefore(since)).toList();
  }

  /** Gives the folder back; drafts that are open can no longer be kept. */
  @Override
  public synchronized void close() throws StoreException {
    Faults.tell(
        "closing the store",
        () -> {
          lock.close();
          return folder;
        });
  }
}
