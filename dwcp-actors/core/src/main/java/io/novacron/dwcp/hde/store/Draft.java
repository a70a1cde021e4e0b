package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * An image being built, under a name that a restart sweeps. Its bytes are for any thread; keeping
 * and closing are for one, when no other uses the bytes.
 */
public final class Draft implements AutoCloseable {
  /** Bytes before the image that are the owner's scratch, and no part of it; zero at first. */
  public static final int MARGIN = Layout.MARGIN;

  private final ContentStore store;
  private final Path file;
  private final Backing backing;
  private boolean kept;

  Draft(ContentStore store, Path file, Backing backing) {
    this.store = store;
    this.file = file;
    this.backing = backing;
  }

  /**
   * {@link #MARGIN} and the image, mapped, to read and write. Pages that stay zero should not be
   * written, since every page that is takes room: on the disk, or in memory if the draft was made
   * from an entry, until it is closed.
   *
   * <p>If the disk fails, or has no room left, reading or writing here throws an {@link
   * InternalError}, perhaps some instructions later. Take that as a failed draft: close it.
   */
  public MemorySegment bytes() {
    return backing.bytes();
  }

  /** There is none before a draft from an entry is kept. */
  Path file() {
    return file;
  }

  /**
   * Keeps what is there now, and has it on the disk when this returns. Costs SHA-256 over the
   * image, and writing all of it if the draft was made from an entry. A checkpoint takes the place
   * of the one with the same label; what is kept already is refreshed. What is worth least goes,
   * until the bound of the store holds. The bytes may be read until this is closed, and no longer
   * written.
   *
   * @throws StoreException {@code IO}: nothing is kept, and this is to be closed
   * @throws IllegalStateException if it is kept already
   */
  public BaseId keep(Label label) throws StoreException {
    if (kept) {
      throw new IllegalStateException("a draft is kept once");
    }
    EntryHead head = Faults.tell("keeping an image", () -> seal(label));
    store.commit(this, head);
    kept = true;
    return head.id();
  }

  private EntryHead seal(Label label) throws IOException {
    store.requireOurs();
    return backing.seal(label, store::now);
  }

  /** Takes the bytes away, and throws them away unless they were kept. */
  @Override
  public void close() {
    if (!bytes().scope().isAlive()) {
      return;
    }
    backing.close();
    store.release(this, kept);
  }
}
