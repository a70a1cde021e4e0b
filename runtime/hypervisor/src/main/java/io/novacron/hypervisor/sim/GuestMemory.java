package io.novacron.hypervisor.sim;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a guest outside the heap, in pages of 4 KiB. What was never written is zero and takes
 * no room: room is made 1 MiB at a time. Not thread-safe.
 */
final class GuestMemory implements AutoCloseable {
  static final int PAGE_BYTES = 4096;
  static final int CHUNK_PAGES = 256;
  static final int CHUNK_BYTES = CHUNK_PAGES * PAGE_BYTES;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int pages;
  private final DirtyPages dirty = new DirtyPages();
  private @Nullable Arena arena;
  private @Nullable MemorySegment[] chunks = {};
  private int residentChunks;

  /**
   * @param sizeMiB 1 to 4,194,304 (4 TiB)
   */
  GuestMemory(int sizeMiB) {
    this.pages = sizeMiB * CHUNK_PAGES;
  }

  int pages() {
    return pages;
  }

  /** All pages from this one on are zero and were never written. */
  int touchedPages() {
    return chunks.length * CHUNK_PAGES;
  }

  long residentBytes() {
    return (long) residentChunks * CHUNK_BYTES;
  }

  /** Which pages were written since it was last asked to follow. */
  DirtyPages dirty() {
    return dirty;
  }

  /** Writes the first {@code count} of {@code words}, little-endian, into {@code page}. */
  void write(int page, int offsetBytes, long[] words, int count) {
    long at = offsetInChunk(page) + offsetBytes;
    MemorySegment.copy(words, 0, roomFor(page), WORD, at, count);
    dirty.mark(page);
  }

  /** Replaces {@code page} by the 4,096 bytes of {@code source} from {@code from} on. */
  void put(int page, byte[] source, int from) {
    MemorySegment.copy(
        source, from, roomFor(page), ValueLayout.JAVA_BYTE, offsetInChunk(page), PAGE_BYTES);
    dirty.mark(page);
  }

  /** Copies {@code page} into {@code target} from {@code at} on. */
  void get(int page, byte[] target, int at) {
    MemorySegment chunk = chunk(page / CHUNK_PAGES);
    if (chunk == null) {
      Arrays.fill(target, at, at + PAGE_BYTES, (byte) 0);
    } else {
      MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, offsetInChunk(page), target, at, PAGE_BYTES);
    }
  }

  /** Makes {@code count} pages from {@code first} on zero. */
  void zero(int first, int count) {
    int end = Math.min(first + count, touchedPages());
    for (int page = first; page < end; page++) {
      MemorySegment chunk = chunk(page / CHUNK_PAGES);
      if (chunk != null) {
        chunk.asSlice(offsetInChunk(page), PAGE_BYTES).fill((byte) 0);
        dirty.mark(page);
      }
    }
  }

  /** Whether anything was written to the chunk of 1 MiB that begins with {@code page}. */
  boolean isResident(int page) {
    return chunk(page / CHUNK_PAGES) != null;
  }

  @Override
  public void close() {
    chunks = new MemorySegment[0];
    residentChunks = 0;
    if (arena != null) {
      arena.close();
      arena = null;
    }
  }

  private @Nullable MemorySegment chunk(int index) {
    return index < chunks.length ? chunks[index] : null;
  }

  private static long offsetInChunk(int page) {
    return (long) (page % CHUNK_PAGES) * PAGE_BYTES;
  }

  private MemorySegment roomFor(int page) {
    int index = page / CHUNK_PAGES;
    MemorySegment chunk = chunk(index);
    return chunk == null ? makeRoom(index) : chunk;
  }

  private MemorySegment makeRoom(int index) {
    if (index >= chunks.length) {
      chunks = Arrays.copyOf(chunks, index + 1);
    }
    if (arena == null) {
      arena = Arena.ofShared();
    }
    MemorySegment chunk = arena.allocate(CHUNK_BYTES, PAGE_BYTES);
    chunks[index] = chunk;
    residentChunks++;
    return chunk;
  }
}
