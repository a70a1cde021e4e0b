package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Set;

/**
 * A draft from an entry, which begins at once, whatever its size: the entry's file is mapped so
 * that pages are copied in memory when they are written. The draft's own file is made when it is
 * kept. An entry that is removed meanwhile is still mapped, since its file is never written again
 * but for its second page, which lies in the margin.
 */
final class EntryCopy implements Backing {
  /** Keeping may be tried again. */
  private static final Set<OpenOption> ANEW =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private final Path file;
  private final Arena arena;
  private final MemorySegment bytes;

  private EntryCopy(Path file, Arena arena, MemorySegment bytes) {
    this.file = file;
    this.arena = arena;
    this.bytes = bytes;
  }

  /**
   * Maps an entry whose head, length and digests are those of its id; its image is not read.
   *
   * @throws StoreException {@code CORRUPT} or {@code FOREIGN_VERSION}
   */
  static EntryCopy of(Path entry, Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (var from = EntryFile.openToMap(entry)) {
      MemorySegment bytes = from.map(arena);
      bytes.asSlice(0, Layout.MARGIN).fill((byte) 0);
      return new EntryCopy(file, arena, bytes);
    } catch (IOException | RuntimeException | InternalError e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public MemorySegment bytes() {
    return bytes;
  }

  @Override
  public EntryHead seal(Label label, InstantSource time) throws IOException {
    try (var channel = FileChannel.open(file, ANEW)) {
      EntryFile.RegionSink pages =
          (region, content, length) ->
              writePages(channel, Layout.regionAt(region), content, length);
      Seal seal = Seal.of(bytes, pages);
      write(channel, ByteBuffer.wrap(seal.table()), bytes.byteSize());
      EntryHead head = seal.head(label, time.instant());
      write(channel, ByteBuffer.wrap(head.encode()), 0);
      channel.force(true);
      return head;
    }
  }

  /** Pages of zeros stay holes, whether or not there was something in the entry. */
  private static void writePages(FileChannel to, long start, byte[] content, int length)
      throws IOException {
    int at = Zeros.end(content, 0, length);
    while (at < length) {
      int end = Zeros.start(content, at, length);
      write(to, ByteBuffer.wrap(content, at, end - at), start + at);
      at = Zeros.end(content, end, length);
    }
  }

  private static void write(FileChannel to, ByteBuffer from, long start) throws IOException {
    long at = start;
    while (from.hasRemaining()) {
      at += to.write(from, at);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
