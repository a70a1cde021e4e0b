package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.VM;
import static io.novacron.dwcp.hde.store.Shelf.checkpoint;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static io.novacron.dwcp.hde.store.Shelf.read;
import static io.novacron.dwcp.hde.store.Shelf.refuses;
import static io.novacron.dwcp.hde.store.Shelf.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept comes back as it was, after a restart, too. */
class ContentStoreTest {
  private static final int BYTES = 2 * MIB + 5000;

  private final Shelf shelf;

  ContentStoreTest(@TempDir Path temp) {
    shelf = new Shelf(temp.resolve("store"));
  }

  @Test
  void whatIsKeptIsReadInOrder() throws StoreException {
    byte[] content = content(BYTES, 1);
    var out = new ByteArrayOutputStream();
    try (var store = shelf.open()) {
      BaseId id = keep(store, VM, content);
      store.read(id, part -> out.writeBytes(part.toArray(ValueLayout.JAVA_BYTE)));
    }
    assertThat(out.toByteArray()).isEqualTo(content);
  }

  @Test
  void whatIsKeptComesBackAfterARestart() throws StoreException {
    byte[] content = content(BYTES, 1);
    BaseId id;
    try (var store = shelf.open()) {
      id = keep(store, VM, content);
      assertThat(read(store, id)).isEqualTo(content);
    }
    shelf.pass(Duration.ofHours(1));
    try (var store = shelf.open()) {
      Entry entry = store.find("acme", "vm-1").orElseThrow();
      assertThat(entry.id()).isEqualTo(id);
      assertThat(entry.label()).isEqualTo(VM);
      assertThat(entry.bytes()).isEqualTo(BYTES);
      assertThat(entry.kept()).isEqualTo(shelf.now.minus(Duration.ofHours(1)));
      assertThat(entry.uses()).isEqualTo(1);
      assertThat(read(store, id)).isEqualTo(content);
      assertThat(store.find("acme", id).orElseThrow().used()).isEqualTo(shelf.now);
      assertThat(store.verify().isSound()).isTrue();
    }
  }

  @Test
  void aNewerCheckpointTakesThePlaceOfTheOlder() throws StoreException, IOException {
    try (var store = shelf.open()) {
      BaseId older = keep(store, VM, content(BYTES, 1));
      BaseId other = keep(store, checkpoint("acme", "vm-2"), content(BYTES, 2));
      BaseId image = keep(store, Shelf.image("acme", "vm-1"), content(BYTES, 3));
      shelf.pass(Duration.ofMinutes(1));
      BaseId newer;
      try (Draft draft = store.draftFrom(older)) {
        draft.bytes().asSlice(Draft.MARGIN + 100, 5).fill((byte) 7);
        newer = draft.keep(VM);
      }
      assertThat(Shelf.ids(store)).containsExactlyInAnyOrder(newer, other, image);
      assertThat(shelf.file(older)).doesNotExist();
      assertThat(store.find("acme", "vm-1").orElseThrow().id()).isEqualTo(newer);
      byte[] expected = content(BYTES, 1);
      Arrays.fill(expected, 100, 105, (byte) 7);
      assertThat(read(store, newer)).isEqualTo(expected);
    }
  }

  @Test
  void theSameContentIsKeptOnceAndRefreshed() throws StoreException, IOException {
    try (var store = shelf.open()) {
      BaseId first = keep(store, VM, content(BYTES, 1));
      read(store, first);
      shelf.pass(Duration.ofHours(3));
      assertThat(keep(store, VM, content(BYTES, 1))).isEqualTo(first);
      assertThat(store.entries()).hasSize(1);
      assertThat(store.entries().getFirst().kept()).isEqualTo(shelf.now);
      assertThat(store.entries().getFirst().uses()).isEqualTo(1);
    }
    try (var store = shelf.open()) {
      assertThat(store.entries().getFirst().uses()).isEqualTo(1);
    }
    assertThat(shelf.names()).hasSize(3);
  }

  @Test
  void theScratchIsNoPartOfTheImageAndIsNotKept() throws IOException {
    try (var store = shelf.open();
        Draft draft = store.draft(BYTES)) {
      draft.bytes().asSlice(0, Draft.MARGIN).fill((byte) 'x');
      write(draft, content(BYTES, 1));
      BaseId id = draft.keep(VM);
      assertThat(id).isEqualTo(keep(store, VM, content(BYTES, 1)));
      assertThat(new String(Files.readAllBytes(shelf.file(id)), 0, Draft.MARGIN, UTF_8))
          .doesNotContain("xxxxxxxx");
    }
  }

  @Test
  void aDraftThatIsNotKeptLeavesNothing() throws IOException {
    try (var store = shelf.open()) {
      Draft draft = store.draft(BYTES);
      write(draft, content(BYTES, 1));
      assertThat(store.stats().drafts()).isEqualTo(1);
      draft.close();
      draft.close();
      assertThat(store.stats().drafts()).isZero();
      assertThat(store.entries()).isEmpty();
    }
    assertThat(shelf.names()).containsExactly("format", "lock");
  }

  @Test
  void aDraftIsKeptOnce() throws StoreException {
    try (var store = shelf.open();
        Draft draft = store.draft(BYTES)) {
      draft.keep(VM);
      assertThatIllegalStateException().isThrownBy(() -> draft.keep(VM));
      assertThatIllegalArgumentException().isThrownBy(() -> store.draft(0));
      assertThatIllegalArgumentException().isThrownBy(() -> store.draft((4L << 40) + 1));
      assertThatIllegalArgumentException().isThrownBy(() -> checkpoint("acme", "x".repeat(1001)));
      assertThatIllegalArgumentException().isThrownBy(() -> new BaseId("../../etc/passwd"));
    }
  }

  @Test
  void pagesOfZerosStayHoles() throws IOException, InterruptedException {
    int bytes = 64 * MIB;
    try (var store = shelf.open()) {
      byte[] content = new byte[bytes];
      content[40 * MIB] = 1;
      BaseId id = keep(store, VM, content);
      long stored = store.entries().getFirst().storedBytes();
      assertThat(stored).isEqualTo(Draft.MARGIN + Layout.PAGE + 64 * 32);
      assertThat(allocated(shelf.file(id))).isLessThan(2L * MIB);
      try (Draft copy = store.draftFrom(id)) {
        assertThat(copy.bytes().byteSize()).isEqualTo(Draft.MARGIN + (long) bytes);
        copy.bytes().asSlice(Draft.MARGIN + 10L * MIB, MIB).fill((byte) 1);
        copy.bytes().asSlice(Draft.MARGIN + 20L * MIB, 2L * MIB).fill((byte) 0);
        copy.bytes().asSlice(Draft.MARGIN + 40L * MIB, MIB).fill((byte) 0);
        BaseId changed = copy.keep(VM);
        assertThat(allocated(shelf.file(changed))).isBetween((long) MIB, 2L * MIB);
      }
    }
  }

  private static long allocated(Path file) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/stat")), "the JDK knows nothing of blocks");
    Process stat = new ProcessBuilder("/usr/bin/stat", "-c", "%b", file.toString()).start();
    String blocks = new String(stat.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(stat.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return Long.parseLong(blocks) * 512;
  }

  @Test
  void whatIsRemovedIsGone() throws StoreException {
    try (var store = shelf.open()) {
      BaseId id = keep(store, VM, content(BYTES, 1));
      assertThat(store.remove(id)).isTrue();
      assertThat(store.remove(id)).isFalse();
      refuses(Kind.UNKNOWN, () -> store.draftFrom(id));
      assertThat(store.find("acme", "vm-1")).isEmpty();
    }
  }

  @Test
  void figuresAreOfWhatIsThere() throws StoreException {
    shelf.freeBytes = 1L << 33;
    try (var store = shelf.open(1L << 32)) {
      BaseId id = keep(store, VM, content(8 * MIB, 1));
      read(store, id);
      long stored = Draft.MARGIN + 4L * MIB + 8 * 32;
      assertThat(store.stats())
          .isEqualTo(new Stats(1, 0, 0, 8L * MIB, stored, 1L << 32, 1L << 33, 1));
    }
  }

  /** A person looks while a node runs. */
  @Test
  void itIsSeenFromOutsideWhileItIsInUse() throws StoreException {
    refuses(Kind.UNKNOWN, () -> StoreView.of(shelf.folder));
    try (var store = shelf.open();
        Draft draft = store.draft(BYTES)) {
      BaseId id = keep(store, VM, content(BYTES, 1));
      StoreView view = StoreView.of(shelf.folder);
      assertThat(view.entries()).isEqualTo(store.entries());
      assertThat(view.stats().drafts()).isEqualTo(1);
      assertThat(view.stats().storedBytes()).isEqualTo(store.stats().storedBytes());
      assertThat(view.verify().sound()).isEqualTo(1);
      store.remove(id);
      assertThat(view.verify()).isEqualTo(new Verification(0, 0, List.of()));
      draft.keep(VM);
    }
  }
}
