package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.VM;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.image;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static io.novacron.dwcp.hde.store.Shelf.read;
import static io.novacron.dwcp.hde.store.Shelf.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft from an entry is its owner's alone, and the entry is everybody's. */
class EntryCopyTest {
  private static final int BYTES = 2 * MIB + 5000;
  private static final byte[] FIRST = content(BYTES, 1);

  private final Path temp;
  private final Shelf shelf;
  private final ContentStore store;
  private final BaseId id;

  EntryCopyTest(@TempDir Path temp) throws StoreException {
    this.temp = temp;
    shelf = new Shelf(temp.resolve("store"));
    store = shelf.open();
    id = keep(store, VM, FIRST);
  }

  @AfterEach
  void close() throws StoreException {
    store.close();
  }

  private static void fill(Draft draft, long at, int length, int with) {
    draft.bytes().asSlice(Draft.MARGIN + at, length).fill((byte) with);
  }

  @Test
  void whatIsWrittenNeverReachesTheEntry() throws IOException {
    try (Draft draft = store.draftFrom(id)) {
      byte[] before = Files.readAllBytes(shelf.file(id));
      draft.bytes().fill((byte) 7);
      draft.bytes().force();
      assertThat(Files.readAllBytes(shelf.file(id))).isEqualTo(before);
      assertThat(read(store, id)).isEqualTo(FIRST);
      draft.keep(Shelf.image("acme", "sevens"));
    }
    assertThat(read(store, id)).isEqualTo(FIRST);
    assertThat(store.check(id)).isTrue();
  }

  /** Head and last use of the entry lie there in the file. */
  @Test
  void theScratchIsZeroAndStaysTheOwners() throws StoreException {
    try (Draft draft = store.draftFrom(id)) {
      read(store, id);
      byte[] scratch = draft.bytes().asSlice(0, Draft.MARGIN).toArray(ValueLayout.JAVA_BYTE);
      assertThat(scratch).containsOnly(0);
      draft.bytes().asSlice(0, Draft.MARGIN).fill((byte) 'x');
    }
    assertThat(store.find("acme", id).orElseThrow().uses()).isEqualTo(2);
    assertThat(read(store, id)).isEqualTo(FIRST);
  }

  @Test
  void whatIsChangedIsKeptAsAnyNodeWouldKeepIt() throws StoreException {
    byte[] changed = FIRST.clone();
    Arrays.fill(changed, MIB - 3, MIB + 9000, (byte) 7);
    Arrays.fill(changed, BYTES - 1, BYTES, (byte) 8);
    Arrays.fill(changed, 0, 3 * Layout.PAGE, (byte) 0);
    BaseId copy;
    try (Draft draft = store.draftFrom(id)) {
      fill(draft, MIB - 3, 9003, 7);
      fill(draft, BYTES - 1, 1, 8);
      fill(draft, 0, 3 * Layout.PAGE, 0);
      copy = draft.keep(VM);
      assertThat(image(draft)).isEqualTo(changed);
    }
    assertThat(read(store, copy)).isEqualTo(changed);
    assertThat(store.verify().isSound()).isTrue();
    long stored = store.find("acme", copy).orElseThrow().storedBytes();
    try (var other = new Shelf(temp.resolve("other")).open()) {
      assertThat(keep(other, VM, changed)).isEqualTo(copy);
      assertThat(other.find("acme", copy).orElseThrow().storedBytes()).isEqualTo(stored);
    }
  }

  @Test
  void whatIsNotChangedIsRefreshed() throws IOException {
    try (Draft draft = store.draftFrom(id)) {
      assertThat(draft.keep(VM)).isEqualTo(id);
      assertThat(image(draft)).isEqualTo(FIRST);
    }
    assertThat(store.entries()).hasSize(1);
    assertThat(store.check(id)).isTrue();
    assertThat(shelf.names()).containsExactlyInAnyOrder(id.hex() + ".base", "format", "lock");
  }

  @Test
  void theBytesOutliveTheEntry() throws StoreException {
    try (Draft draft = store.draftFrom(id)) {
      keep(store, VM, content(BYTES, 2));
      assertThat(store.find("acme", id)).isEmpty();
      assertThat(image(draft)).isEqualTo(FIRST);
      assertThat(draft.keep(VM)).isEqualTo(id);
    }
    assertThat(read(store, id)).isEqualTo(FIRST);
  }

  @Test
  void oneThatIsNotKeptLeavesNothing() throws IOException {
    try (Draft draft = store.draftFrom(id)) {
      fill(draft, 0, BYTES, 7);
      assertThat(store.stats().drafts()).isEqualTo(1);
      assertThat(draft.file()).doesNotExist();
    }
    assertThat(store.stats().drafts()).isZero();
    assertThat(shelf.names()).hasSize(3);
  }

  @Test
  void aFlippedBitIsFoundByWhoChecks() throws IOException {
    shelf.flip(id, Draft.MARGIN + MIB + 17);
    byte[] flipped = FIRST.clone();
    flipped[MIB + 17] ^= 0x10;
    try (Draft draft = store.draftFrom(id)) {
      assertThat(image(draft)).isEqualTo(flipped);
      assertThat(store.check(id)).isFalse();
      assertThat(shelf.file(id)).doesNotExist();
      assertThat(image(draft)).isEqualTo(flipped);
      assertThat(draft.keep(VM)).isNotEqualTo(id);
    }
    assertThat(store.check(id)).isFalse();
    refuses(Kind.UNKNOWN, () -> store.draftFrom(id));
    assertThat(store.verify().isSound()).isTrue();
  }

  @Test
  void checkingForgetsWhatIsGone() throws IOException {
    Files.delete(shelf.file(id));
    assertThat(store.check(id)).isFalse();
    assertThat(store.entries()).isEmpty();
  }

  /** What a failing disk looks like, too. */
  @Test
  void aFaultUnderTheMappingFailsTheDraftAlone() throws IOException {
    try (Draft draft = store.draftFrom(id)) {
      Shelf.cut(shelf.file(id), Draft.MARGIN);
      byte[] to = new byte[Layout.PAGE];
      refuses(Kind.IO, () -> Faults.tell("reading", () -> copy(draft, to)));
      refuses(Kind.IO, () -> draft.keep(VM));
      assertThat(store.check(id)).isFalse();
    }
    assertThat(store.entries()).isEmpty();
    assertThat(shelf.names()).containsExactly("format", "lock");
  }

  private boolean copy(Draft draft, byte[] to) {
    draft.bytes().asByteBuffer().get(Draft.MARGIN + MIB, to);
    return Files.exists(shelf.folder);
  }

  @Test
  void aFolderThatWasReplacedIsNotWrittenTo() throws IOException {
    try (Draft draft = store.draftFrom(id)) {
      Files.move(shelf.folder, temp.resolve("away"));
      Files.createDirectory(shelf.folder);
      refuses(Kind.IO, () -> draft.keep(VM));
      assertThat(shelf.names()).isEmpty();
      Files.delete(shelf.folder);
      Files.move(temp.resolve("away"), shelf.folder);
      assertThat(draft.keep(VM)).isEqualTo(id);
    }
  }
}
