package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/** A draft from nothing: its file is mapped, so that what is written is there already. */
final class OwnFile implements Backing {
  private final Path file;
  private final FileChannel channel;
  private final Arena arena;
  private final MemorySegment all;
  private final MemorySegment bytes;

  private OwnFile(Path file, long image, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    arena = Arena.ofShared();
    all = map(Layout.fileBytes(image));
    bytes = all.asSlice(0, Layout.tableAt(image));
  }

  /** Makes the file, all holes. */
  static OwnFile create(Path file, long image) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new OwnFile(file, image, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private MemorySegment map(long bytes) throws IOException {
    try {
      return channel.map(MapMode.READ_WRITE, 0, bytes, arena);
    } catch (IOException | RuntimeException e) {
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
    requireWhole();
    Seal seal = Seal.of(bytes, (_, _, _) -> {});
    put(seal.table(), bytes.byteSize());
    EntryHead head = seal.head(label, time.instant());
    all.asSlice(0, Layout.MARGIN).fill((byte) 0);
    put(head.encode(), 0);
    all.force();
    channel.force(true);
    requireWhole();
    return head;
  }

  private void put(byte[] from, long at) {
    MemorySegment.copy(from, 0, all, ValueLayout.JAVA_BYTE, at, from.length);
  }

  private void requireWhole() throws IOException {
    if (channel.size() != all.byteSize()) {
      throw new IOException(file + " has " + channel.size() + " bytes, not " + all.byteSize());
    }
  }

  @Override
  public void close() {
    arena.close();
    try {
      channel.close();
    } catch (IOException _) {
      // What is kept was forced.
    }
  }
}
