package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.VM;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static io.novacron.dwcp.hde.store.Shelf.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fail and folders that go, under a store that is open. */
class StoreFaultsTest {
  private static final int BYTES = 4 * MIB;

  private final Path temp;
  private final Shelf shelf;

  StoreFaultsTest(@TempDir Path temp) {
    this.temp = temp;
    shelf = new Shelf(temp.resolve("store"));
  }

  /** The mapping is touched where there is no file: what a failing disk looks like, too. */
  @Test
  void aDiskThatFailsUnderTheMappingFailsTheDraft() throws IOException {
    try (var store = shelf.open()) {
      BaseId before = keep(store, VM, content(BYTES, 1));
      try (Draft draft = store.draft(BYTES)) {
        Shelf.write(draft, content(BYTES, 2));
        shelf.whenAsked = () -> cut(draft.file());
        refuses(Kind.IO, () -> draft.keep(VM));
      }
      shelf.whenAsked = () -> {};
      assertThat(Shelf.ids(store)).containsExactly(before);
      assertThat(Shelf.read(store, before)).isEqualTo(content(BYTES, 1));
    }
    assertThat(shelf.names()).hasSize(3);
  }

  private static void cut(Path file) {
    try {
      Shelf.cut(file, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDraftThatWasCutIsNotKept() throws IOException {
    try (var store = shelf.open();
        Draft draft = store.draft(BYTES)) {
      Shelf.cut(draft.file(), Draft.MARGIN);
      refuses(Kind.IO, () -> draft.keep(VM));
      assertThat(store.entries()).isEmpty();
    }
  }

  @Test
  void aDraftWhoseFileIsGoneIsNotKept() throws IOException {
    try (var store = shelf.open();
        Draft draft = store.draft(BYTES)) {
      Files.delete(draft.file());
      refuses(Kind.IO, () -> draft.keep(VM));
      assertThat(store.entries()).isEmpty();
    }
  }

  @Test
  void aFolderThatWasReplacedIsNotWrittenTo() throws IOException {
    try (var store = shelf.open()) {
      BaseId id = keep(store, VM, content(BYTES, 1));
      try (Draft draft = store.draft(BYTES)) {
        Files.move(shelf.folder, temp.resolve("away"));
        Files.createDirectory(shelf.folder);
        refuses(Kind.IO, () -> draft.keep(VM));
        Files.createFile(shelf.folder.resolve("lock"));
        refuses(Kind.IO, () -> draft.keep(VM));
        refuses(Kind.IO, () -> store.draft(BYTES));
        refuses(Kind.IO, () -> store.draftFrom(id));
        refuses(Kind.IO, () -> store.prune(null));
        assertThat(store.verify().sound()).isZero();
      }
      assertThat(shelf.names()).containsExactly("lock");
    }
  }

  @Test
  void aFileInPlaceOfTheFolder() throws IOException {
    Files.createFile(shelf.folder);
    refuses(Kind.IO, () -> shelf.open());
    refuses(Kind.UNKNOWN, () -> StoreView.of(shelf.folder));
  }

  @Test
  void aFolderWhereNothingCanBeWritten() throws IOException {
    Files.createDirectories(shelf.folder.resolve("lock"));
    refuses(Kind.IO, () -> shelf.open());
  }

  @Test
  void oneStoreAtATimeInAProcess() throws IOException {
    try (var store = shelf.open()) {
      refuses(Kind.LOCKED, () -> shelf.open());
      Path other = Files.createSymbolicLink(temp.resolve("other"), shelf.folder);
      refuses(Kind.LOCKED, () -> new Shelf(other).open());
      assertThat(store.stats().entries()).isZero();
    }
    shelf.open().close();
  }

  @Test
  void nothingIsKeptInAStoreThatIsClosed() throws StoreException {
    ContentStore store = shelf.open();
    try (Draft draft = store.draft(BYTES)) {
      store.close();
      refuses(Kind.IO, () -> draft.keep(VM));
      refuses(Kind.IO, () -> store.draft(BYTES));
    }
    try (var again = shelf.open()) {
      assertThat(again.entries()).isEmpty();
    }
  }
}
