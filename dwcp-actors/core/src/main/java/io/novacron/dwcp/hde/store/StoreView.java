package io.novacron.dwcp.hde.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A store seen from outside, as it was a moment ago: for people who look while a node uses it.
 * Takes no lock and writes nothing.
 */
public final class StoreView {
  private final StoreFolder folder;
  private final StoreFolder.Scan scan;

  private StoreView(StoreFolder folder, StoreFolder.Scan scan) {
    this.folder = folder;
    this.scan = scan;
  }

  /**
   * Reads the heads of a store.
   *
   * @throws StoreException {@code UNKNOWN} if there is no store in {@code folder}; {@code
   *     FOREIGN_VERSION}, {@code IO}
   */
  public static StoreView of(Path folder) throws StoreException {
    return Faults.tell(
        "reading the store in " + folder,
        () -> {
          requireStore(folder);
          var files = new StoreFolder(folder);
          files.requireKnownFormat();
          return new StoreView(files, files.scan());
        });
  }

  /**
   * Refuses a folder that no store was ever opened in.
   *
   * @throws StoreException {@code UNKNOWN}
   */
  public static void requireStore(Path folder) throws StoreException {
    if (!Files.isRegularFile(folder.resolve(Layout.FORMAT))) {
      throw new StoreException(
          StoreException.Kind.UNKNOWN, "there is no content store in " + folder);
    }
  }

  /** All that is kept, the newest first. */
  public List<Entry> entries() {
    return Entry.newestFirst(scan.entries());
  }

  /**
   * How full it is, as far as it can be seen: the bound is the node's own, and so is not known.
   *
   * @throws StoreException {@code IO}
   */
  public Stats stats() throws StoreException {
    return Faults.tell(
        "reading " + folder.path(),
        () -> {
          long free = FreeSpace.OF_DISK.bytes(folder.path());
          int damaged = scan.damaged().size();
          return Stats.of(scan.entries(), folder.drafts(), damaged, Long.MAX_VALUE, free);
        });
  }

  /** Reads everything; what the node has removed in the meantime is left out. */
  public Verification verify() {
    return Verifier.verify(folder, entries(), scan.damaged());
  }
}
