package io.novacron.dwcp.hde;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file as an image, without reading it into memory. For the thread that has opened it. */
public final class MappedImage implements AutoCloseable {
  private final Arena arena;
  private final MemorySegment bytes;

  private MappedImage(Arena arena, MemorySegment bytes) {
    this.arena = arena;
    this.bytes = bytes;
  }

  /**
   * A file to read; it must keep its length while it is open.
   *
   * @throws IOException if it cannot be read, or is no ordinary file
   */
  public static MappedImage read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is a folder, a device or a pipe, and no file");
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return map(channel, MapMode.READ_ONLY, channel.size());
    }
  }

  /**
   * A file to write, which is made, or made anew, with that many zero bytes; they take no room
   * until they are written.
   *
   * @throws IOException if it cannot be written
   */
  public static MappedImage create(Path file, long bytes) throws IOException {
    var options =
        Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    try (var channel = FileChannel.open(file, options)) {
      return map(channel, MapMode.READ_WRITE, bytes);
    }
  }

  private static MappedImage map(FileChannel channel, MapMode mode, long bytes) throws IOException {
    Arena arena = Arena.ofConfined();
    try {
      return new MappedImage(arena, channel.map(mode, 0, bytes, arena));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** The file's bytes. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** The file's bytes, to encode. */
  public Image image() {
    return Image.of(bytes);
  }

  /** Has what was written reach the disk. */
  public void force() {
    bytes.force();
  }

  @Override
  public void close() {
    arena.close();
  }
}
