package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.checkpoint;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static io.novacron.dwcp.hde.store.Shelf.read;
import static io.novacron.dwcp.hde.store.Shelf.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound holds, and what is worth least goes first. */
class EvictionTest {
  private static final int BYTES = 2 * MIB;

  /** Of an entry: margin, half of the pages, digests. */
  private static final long STORED = Draft.MARGIN + BYTES / 2 + 64;

  private final Shelf shelf;

  EvictionTest(@TempDir Path temp) {
    shelf = new Shelf(temp);
  }

  private BaseId keepOf(ContentStore store, int number) throws StoreException {
    BaseId id = keep(store, checkpoint("acme", "vm-" + number), content(BYTES, number));
    shelf.pass(Duration.ofHours(1));
    return id;
  }

  @Test
  void theOldestGoesFirstAndTheUsedLater() throws StoreException, IOException {
    try (var store = shelf.open(3 * STORED)) {
      BaseId first = keepOf(store, 1);
      BaseId second = keepOf(store, 2);
      BaseId third = keepOf(store, 3);
      read(store, first);
      BaseId fourth = keepOf(store, 4);
      assertThat(Shelf.ids(store)).containsExactly(fourth, third, first);
      assertThat(shelf.file(second)).doesNotExist();
      assertThat(store.stats().storedBytes()).isEqualTo(3 * STORED);
    }
  }

  /** Two uses outweigh a day, not two. */
  @Test
  void aUsedCheckpointGetsStaleAllTheSame() throws StoreException {
    try (var store = shelf.open(2 * Layout.fileBytes(BYTES))) {
      BaseId used = keepOf(store, 1);
      read(store, used);
      shelf.pass(Duration.ofDays(2));
      BaseId fresh = keepOf(store, 2);
      BaseId fresher = keepOf(store, 3);
      assertThat(Shelf.ids(store)).containsExactly(fresher, fresh);
    }
  }

  @Test
  void anImageStaysLongerThanACheckpoint() throws StoreException {
    try (var store = shelf.open(2 * STORED)) {
      BaseId image = keep(store, Shelf.image("acme", "debian"), content(BYTES, 9));
      shelf.pass(Duration.ofHours(1));
      keepOf(store, 1);
      shelf.pass(Duration.ofDays(1));
      BaseId fresh = keepOf(store, 2);
      assertThat(Shelf.ids(store)).containsExactly(fresh, image);
    }
  }

  @Test
  void whatADraftWasMadeFromStays() throws StoreException {
    try (var store = shelf.open(2 * Layout.fileBytes(BYTES))) {
      BaseId oldest = keepOf(store, 1);
      try (Draft draft = store.draftFrom(oldest)) {
        for (int number = 2; number < 6; number++) {
          shelf.pass(Duration.ofDays(30));
          try {
            keepOf(store, number);
          } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.FULL);
          }
        }
        assertThat(Shelf.ids(store)).contains(oldest);
        assertThat(draft.bytes().byteSize()).isEqualTo(Draft.MARGIN + (long) BYTES);
      }
      keepOf(store, 6);
      keepOf(store, 7);
      keepOf(store, 8);
      assertThat(Shelf.ids(store)).doesNotContain(oldest);
    }
  }

  @Test
  void whatCannotFitIsRefusedAndNothingGoesForIt() throws StoreException {
    try (var store = shelf.open(2 * Layout.fileBytes(BYTES))) {
      BaseId id = keepOf(store, 1);
      refuses(Kind.FULL, () -> store.draft(8 * BYTES));
      try (Draft one = store.draft(BYTES);
          Draft two = store.draft(BYTES)) {
        refuses(Kind.FULL, () -> store.draft(1));
        refuses(Kind.FULL, () -> store.draftFrom(id));
        assertThat(one).isNotSameAs(two);
      }
      assertThat(Shelf.ids(store)).containsExactly(id);
      store.draft(BYTES).close();
    }
  }

  @Test
  void aDiskWithoutRoomTakesNothing() throws StoreException {
    try (var store = shelf.open()) {
      BaseId id = keepOf(store, 1);
      shelf.freeBytes = ContentStore.RESERVE_BYTES + MIB;
      refuses(Kind.FULL, () -> store.draft(16 * MIB));
      assertThat(Shelf.ids(store)).containsExactly(id);
      shelf.freeBytes = 0;
      refuses(Kind.FULL, () -> store.draft(1));
    }
  }

  /** Else a bound beyond the disk would keep what is old for ever. */
  @Test
  void onADiskThatIsFullTheOldMakesRoom() throws StoreException {
    try (var store = shelf.open()) {
      keepOf(store, 1);
      BaseId second = keepOf(store, 2);
      shelf.freeBytes = ContentStore.RESERVE_BYTES + Layout.fileBytes(BYTES) - MIB;
      BaseId third = keepOf(store, 3);
      assertThat(Shelf.ids(store)).containsExactly(third, second);
    }
  }

  @Test
  void pruningTakesTheOldAndWhatIsBeyondTheBound() throws StoreException {
    List<BaseId> ids;
    try (var store = shelf.open()) {
      ids = List.of(keepOf(store, 1), keepOf(store, 2), keepOf(store, 3));
      assertThat(store.prune(null)).isEqualTo(new Pruned(List.of(), List.of(), List.of()));
    }
    try (var store = shelf.open(STORED)) {
      assertThat(store.entries()).hasSize(3);
      Pruned pruned = store.prune(Duration.ofMinutes(150));
      assertThat(pruned.old()).extracting(Entry::id).containsExactly(ids.get(0));
      assertThat(pruned.beyond()).extracting(Entry::id).containsExactly(ids.get(1));
      assertThat(Shelf.ids(store)).containsExactly(ids.get(2));
    }
  }
}
