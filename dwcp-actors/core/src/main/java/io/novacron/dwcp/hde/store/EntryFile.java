package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The file of an entry, to read. What is checked is read rather than mapped, so that a disk that
 * fails is an {@link IOException}, and what was read stays as it was checked.
 */
final class EntryFile implements AutoCloseable {
  private final FileChannel channel;
  private final EntryHead head;

  private EntryFile(FileChannel channel, EntryHead head) {
    this.channel = channel;
    this.head = head;
  }

  /**
   * Opens it, and reads its head.
   *
   * @throws StoreException {@code CORRUPT} or {@code FOREIGN_VERSION}
   * @throws IOException if the disk does not read
   */
  static EntryFile open(Path file) throws IOException {
    return open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** For {@link #map} as well, which only who may write is allowed; nothing here writes. */
  static EntryFile openToMap(Path file) throws IOException {
    return open(
        file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  private static EntryFile open(Path file, Set<OpenOption> how) throws IOException {
    var channel = FileChannel.open(file, how);
    try {
      return new EntryFile(channel, head(file, channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static EntryHead head(Path file, FileChannel channel) throws IOException {
    byte[] page = new byte[EntryHead.BYTES];
    read(channel, 0, page, page.length);
    EntryHead head = EntryHead.decode(page);
    if (!file.endsWith(head.id().hex() + Layout.ENTRY)) {
      throw corrupt("it is " + head.id() + " by its head");
    }
    if (channel.size() != Layout.fileBytes(head.bytes())) {
      throw corrupt("it has " + channel.size() + " bytes, not " + Layout.fileBytes(head.bytes()));
    }
    return head;
  }

  Entry entry() throws IOException {
    byte[] use = new byte[LastUse.BYTES];
    read(channel, LastUse.AT, use, use.length);
    return head.entry(LastUse.decode(use, new LastUse(head.kept(), 0)));
  }

  /** Takes a region of an image; the bytes are used again for the next one. */
  @FunctionalInterface
  interface RegionSink {
    void take(int region, byte[] content, int length) throws IOException;
  }

  /**
   * Head and image, mapped so that writing changes memory and never the file. Of the image only the
   * digests are proved.
   *
   * @throws StoreException {@code CORRUPT} if they are not those of its id
   */
  MemorySegment map(Arena arena) throws IOException {
    table();
    return channel.map(MapMode.PRIVATE, 0, Layout.tableAt(head.bytes()), arena);
  }

  /** As the other one, of a file that is opened for it; returns the file. */
  static Path readAll(Path file, Consumer<MemorySegment> sink) throws IOException {
    try (var from = open(file)) {
      from.readAll(
          (_, content, length) -> sink.accept(MemorySegment.ofArray(content).asSlice(0, length)));
      return file;
    }
  }

  /**
   * Reads all regions in turn, each as it was kept.
   *
   * @throws StoreException {@code CORRUPT} at the first that is not as it was kept
   * @throws IOException if the disk does not read
   */
  void readAll(RegionSink sink) throws IOException {
    RegionTable table = table();
    byte[] content = new byte[Layout.REGION];
    for (int region = 0; region < Layout.regions(head.bytes()); region++) {
      int length = Layout.regionBytes(head.bytes(), region);
      read(channel, Layout.regionAt(region), content, length);
      if (!table.matches(region, content)) {
        throw corrupt("its region " + region + " is not as it was kept");
      }
      sink.take(region, content, length);
    }
  }

  private RegionTable table() throws IOException {
    byte[] bytes = new byte[Layout.tableBytes(head.bytes())];
    read(channel, Layout.tableAt(head.bytes()), bytes, bytes.length);
    var table = new RegionTable(head.bytes(), bytes);
    if (!table.id(head.label().tenant()).equals(head.id())) {
      throw corrupt("its digests are not those of its id");
    }
    return table;
  }

  private static void read(FileChannel channel, long at, byte[] to, int length) throws IOException {
    ByteBuffer room = ByteBuffer.wrap(to, 0, length);
    while (room.hasRemaining()) {
      if (channel.read(room, at + room.position()) < 0) {
        throw corrupt("it ends at byte " + channel.size());
      }
    }
  }

  private static StoreException corrupt(String why) {
    return new StoreException(StoreException.Kind.CORRUPT, why);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
