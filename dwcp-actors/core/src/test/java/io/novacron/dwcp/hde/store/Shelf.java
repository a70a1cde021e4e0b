package io.novacron.dwcp.hde.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with a store, a clock that is set, and images from seeds. */
final class Shelf {
  static final int MIB = 1 << 20;
  static final long ROOMY = 1L << 40;
  static final Label VM = checkpoint("acme", "vm-1");

  final Path folder;
  Instant now = Instant.parse("2026-03-01T12:00:00Z");
  long freeBytes = ROOMY;

  /** What is done when the store asks for the time, which it does in the middle of its work. */
  Runnable whenAsked = () -> {};

  Shelf(Path folder) {
    this.folder = folder;
  }

  static Label checkpoint(String tenant, String vm) {
    return new Label(Label.Kind.CHECKPOINT, tenant, vm);
  }

  static Label image(String tenant, String name) {
    return new Label(Label.Kind.IMAGE, tenant, name);
  }

  ContentStore open(long mostBytes) throws StoreException {
    return ContentStore.open(folder, mostBytes, this::time, _ -> freeBytes);
  }

  ContentStore open() throws StoreException {
    return open(ROOMY);
  }

  private Instant time() {
    whenAsked.run();
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Every other page is noise, so half of it are holes. */
  static byte[] content(int bytes, long seed) {
    byte[] content = new byte[bytes];
    Random random = new Random(seed);
    for (int at = 0; at < bytes; at += 2 * Layout.PAGE) {
      byte[] page = new byte[Math.min(Layout.PAGE, bytes - at)];
      random.nextBytes(page);
      System.arraycopy(page, 0, content, at, page.length);
    }
    return content;
  }

  /** Writes what is not zero, behind a scratch that is not empty. */
  static void write(Draft draft, byte[] content) {
    draft.bytes().set(ValueLayout.JAVA_LONG, 0, 0xDEADBEEFL);
    for (int at = 0; at < content.length; at += Layout.PAGE) {
      int page = Math.min(Layout.PAGE, content.length - at);
      if (!Zeros.are(content, at, page)) {
        MemorySegment.copy(
            content, at, draft.bytes(), ValueLayout.JAVA_BYTE, Draft.MARGIN + (long) at, page);
      }
    }
  }

  static byte[] image(Draft draft) {
    return draft.bytes().asSlice(Draft.MARGIN).toArray(ValueLayout.JAVA_BYTE);
  }

  static BaseId keep(ContentStore store, Label label, byte[] content) throws StoreException {
    try (Draft draft = store.draft(content.length)) {
      write(draft, content);
      return draft.keep(label);
    }
  }

  static byte[] read(ContentStore store, BaseId id) throws StoreException {
    try (Draft draft = store.draftFrom(id)) {
      return image(draft);
    }
  }

  static List<BaseId> ids(ContentStore store) {
    return store.entries().stream().map(Entry::id).toList();
  }

  Path file(BaseId id) {
    return folder.resolve(id.hex() + ".base");
  }

  void flip(BaseId id, long at) throws IOException {
    try (var channel =
        FileChannel.open(file(id), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      channel.write(one.put(0, (byte) (one.get(0) ^ 0x10)).rewind(), at);
    }
  }

  static void cut(Path file, long bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static void refuses(StoreException.Kind kind, ThrowingCallable work) {
    StoreException refused = catchThrowableOfType(StoreException.class, work);
    assertThat(refused).isNotNull();
    assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(kind);
  }
}
