package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.VM;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static io.novacron.dwcp.hde.store.Shelf.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the disk has changed is noticed and named, and goes. */
class StoreDamageTest {
  private static final int BYTES = 2 * MIB + 5000;

  private final Path folder;
  private final Shelf shelf;
  private final BaseId damaged;
  private final BaseId sound;
  private ContentStore store;

  StoreDamageTest(@TempDir Path folder) throws StoreException {
    this.folder = folder;
    shelf = new Shelf(folder);
    store = shelf.open();
    damaged = keep(store, VM, content(BYTES, 1));
    sound = keep(store, Shelf.image("acme", "debian"), content(BYTES, 2));
  }

  @AfterEach
  void close() throws StoreException {
    store.close();
  }

  private void reopen() throws StoreException {
    store.close();
    store = shelf.open();
  }

  @ParameterizedTest
  @ValueSource(longs = {MIB, 2 * MIB + 17, 3 * MIB + 4999})
  void aBitInTheImage(long at) throws IOException {
    shelf.flip(damaged, at);
    reopen();
    requireOneDamaged();
    store.draftFrom(damaged).close();
    assertThat(store.check(sound)).isTrue();
    assertThat(store.check(damaged)).isFalse();
    requireGone();
  }

  @ParameterizedTest
  @ValueSource(longs = {3 * MIB + 5000, 3 * MIB + 5095})
  void aBitInTheDigests(long at) throws IOException {
    shelf.flip(damaged, at);
    reopen();
    requireOneDamaged();
    refuses(Kind.CORRUPT, () -> store.draftFrom(damaged));
    requireGone();
  }

  private void requireOneDamaged() {
    assertThat(store.verify().damaged())
        .extracting(Damage::file)
        .containsExactly(damaged.hex() + ".base");
    assertThat(store.verify().sound()).isEqualTo(1);
    assertThat(store.entries()).hasSize(2);
  }

  private void requireGone() throws StoreException {
    refuses(Kind.UNKNOWN, () -> store.draftFrom(damaged));
    assertThat(shelf.file(damaged)).doesNotExist();
    assertThat(Shelf.read(store, sound)).isEqualTo(content(BYTES, 2));
    assertThat(store.stats().drafts()).isZero();
  }

  @Test
  void whatIsDamagedIsNotReadEither() throws IOException {
    shelf.flip(damaged, 2 * MIB + 17);
    refuses(Kind.CORRUPT, () -> store.read(damaged, _ -> {}));
    refuses(Kind.IO, () -> store.read(damaged, _ -> {}));
    assertThat(shelf.file(damaged)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 13, 17, 40, 60, 4095})
  void aBitInTheHead(long at) throws IOException {
    shelf.flip(damaged, at);
    refuses(Kind.CORRUPT, () -> store.draftFrom(damaged));
    reopen();
    assertThat(Shelf.ids(store)).containsExactly(sound);
  }

  @Test
  void anEntryWithoutAHeadWaitsForPruning() throws IOException {
    shelf.flip(damaged, 20);
    reopen();
    assertThat(Shelf.ids(store)).containsExactly(sound);
    assertThat(store.stats().damaged()).isEqualTo(1);
    assertThat(store.verify().damaged().getFirst().why()).contains("no whole head");
    assertThat(shelf.file(damaged)).exists();
    assertThat(store.prune(null).damaged()).hasSize(1);
    assertThat(shelf.file(damaged)).doesNotExist();
    assertThat(store.verify().isSound()).isTrue();
    assertThat(store.stats().damaged()).isZero();
  }

  @Test
  void pruningTakesWhatOnlyReadingShows() throws IOException {
    shelf.flip(damaged, MIB + 1);
    assertThat(store.prune(null).damaged()).hasSize(1);
    assertThat(Shelf.ids(store)).containsExactly(sound);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 4096, MIB, 2 * MIB, 3 * MIB + 5095})
  void aFileThatWasCutShort(long bytes) throws IOException {
    Shelf.cut(shelf.file(damaged), bytes);
    assertThat(store.verify().damaged()).hasSize(1);
    refuses(Kind.CORRUPT, () -> store.draftFrom(damaged));
    assertThat(Shelf.ids(store)).containsExactly(sound);
  }

  @Test
  void aFileOfAnotherName() throws IOException {
    Files.move(shelf.file(damaged), shelf.file(new BaseId("0".repeat(64))));
    refuses(Kind.UNKNOWN, () -> store.draftFrom(damaged));
    reopen();
    assertThat(Shelf.ids(store)).containsExactly(sound);
    assertThat(store.verify().damaged().getFirst().why()).contains("by its head");
  }

  @Test
  void theLastUseIsLostAndTheEntryIsNot() throws IOException {
    Shelf.read(store, damaged);
    shelf.flip(damaged, 4096 + 3);
    reopen();
    assertThat(store.find("acme", damaged).orElseThrow().uses()).isZero();
    assertThat(Shelf.read(store, damaged)).isEqualTo(content(BYTES, 1));
  }

  @Test
  void aStoreOfALaterReleaseIsRefusedAndUntouched() throws IOException {
    store.close();
    Files.writeString(folder.resolve("format"), "novacron content store, version 2\n");
    Files.write(folder.resolve("0000000007.draft"), new byte[10]);
    var before = shelf.names();
    refuses(Kind.FOREIGN_VERSION, () -> shelf.open());
    refuses(Kind.FOREIGN_VERSION, () -> StoreView.of(folder));
    assertThat(shelf.names()).isEqualTo(before);
    Files.writeString(folder.resolve("format"), "novacron content store, version 1\n");
    store = shelf.open();
    assertThat(store.entries()).hasSize(2);
  }

  @Test
  void anEntryOfALaterReleaseIsRefusedAndUntouched() throws IOException {
    byte[] file = Files.readAllBytes(shelf.file(damaged));
    ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    sign(head.putInt(8, 2));
    Files.write(shelf.file(damaged), file);
    store.close();
    Files.write(folder.resolve("0000000007.draft"), new byte[10]);
    refuses(Kind.FOREIGN_VERSION, () -> shelf.open());
    assertThat(folder.resolve("0000000007.draft")).exists();
    Files.delete(shelf.file(damaged));
    store = shelf.open();
    assertThat(store.entries()).hasSize(1);
  }

  private static void sign(ByteBuffer head) {
    var crc = new CRC32C();
    crc.update(head.slice(0, 4092));
    head.putInt(4092, (int) crc.getValue());
  }

  /** Heads with right checksums and wrong contents. */
  @Test
  void noHeadMakesTheStoreStumble() throws IOException {
    byte[] good = new byte[EntryHead.BYTES];
    try (var in = Files.newInputStream(shelf.file(damaged))) {
      in.readNBytes(good, 0, good.length);
    }
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      ByteBuffer head = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = random.nextInt(4); i >= 0; i--) {
        head.put(8 + random.nextInt(100), (byte) random.nextInt());
      }
      sign(head);
      decode(head.array());
    }
  }

  private static void decode(byte[] page) {
    try {
      assertThat(EntryHead.decode(page).bytes()).isBetween(1L, Layout.MOST_IMAGE);
    } catch (StoreException e) {
      assertThat(e.kind()).isIn(Kind.CORRUPT, Kind.FOREIGN_VERSION);
    }
  }

  @Test
  void whatIsNotTheStoresIsLeftAlone() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.draft"), "mine");
    Path nearly = Files.writeString(folder.resolve("0".repeat(63) + ".base"), "mine");
    Path inside = Files.createDirectories(folder.resolve("0000000001.draft/sub"));
    Path link = folder.resolve("0000000002.draft");
    Files.createSymbolicLink(link, notes);
    reopen();
    store.prune(null);
    assertThat(notes).exists();
    assertThat(nearly).exists();
    assertThat(inside).exists();
    assertThat(link).isSymbolicLink();
    keep(store, VM, content(MIB, 3));
  }
}
