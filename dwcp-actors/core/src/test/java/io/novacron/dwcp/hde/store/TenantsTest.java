package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.checkpoint;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody learns from the store, or from what it tells, what another tenant keeps. */
class TenantsTest {
  private static final byte[] SECRET = "a secret that nodes share".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void aBaseIsNeverOfferedToAnotherTenant() throws StoreException {
    try (var store = new Shelf(folder).open()) {
      BaseId theirs = keep(store, checkpoint("acme", "vm"), content(MIB, 1));
      assertThat(store.find("acme", "vm").orElseThrow().id()).isEqualTo(theirs);
      assertThat(store.find("globex", "vm")).isEmpty();
      assertThat(store.find("globex", theirs)).isEmpty();
      assertThat(store.find("", "vm")).isEmpty();
    }
  }

  /** Whoever has the same content cannot ask for it by the id that it has. */
  @Test
  void theSameContentOfTwoTenantsHasTwoIdsAndIsKeptTwice() throws StoreException {
    try (var store = new Shelf(folder).open()) {
      BaseId one = keep(store, checkpoint("acme", "vm"), content(MIB, 1));
      BaseId other = keep(store, checkpoint("globex", "vm"), content(MIB, 1));
      assertThat(one).isNotEqualTo(other);
      assertThat(store.entries()).hasSize(2);
      store.remove(one);
      assertThat(Shelf.read(store, other)).isEqualTo(content(MIB, 1));
    }
  }

  /** A name and what follows it are not told apart by where one begins. */
  @Test
  void tenantsWithNamesThatContinueIntoTheDigestsHaveOtherIds() {
    byte[] table = new byte[32];
    assertThat(new RegionTable(1, table).id("a")).isNotEqualTo(new RegionTable(1, table).id("a\0"));
    assertThat(new RegionTable(1, table).id("a")).isNotEqualTo(new RegionTable(2, table).id("a"));
  }

  @Test
  void hashesOfTheSamePagesDoNotMeet() {
    KeyedHashes acme = KeyedHashes.of(SECRET, "acme");
    KeyedHashes globex = KeyedHashes.of(SECRET, "globex");
    MemorySegment pages = MemorySegment.ofArray(content(4 * MIB, 1));
    Set<Long> seen = new HashSet<>();
    for (long at = 0; at < pages.byteSize(); at += 2L * Layout.PAGE) {
      assertThat(seen.add(acme.hash(pages, at, Layout.PAGE))).isTrue();
      assertThat(seen.add(globex.hash(pages, at, Layout.PAGE))).isTrue();
    }
  }

  @Test
  void anotherClusterHasOtherHashes() {
    MemorySegment page = MemorySegment.ofArray(new byte[Layout.PAGE]);
    long here = KeyedHashes.of(SECRET, "acme").hash(page, 0, Layout.PAGE);
    assertThat(KeyedHashes.of(SECRET, "acme").hash(page, 0, Layout.PAGE)).isEqualTo(here);
    assertThat(KeyedHashes.of(new byte[16], "acme").hash(page, 0, Layout.PAGE)).isNotEqualTo(here);
    assertThatIllegalArgumentException().isThrownBy(() -> KeyedHashes.of(new byte[15], "acme"));
  }

  /** The example in appendix A of the paper. */
  @Test
  void itIsSipHash() {
    byte[] count = new byte[16];
    for (int i = 0; i < 16; i++) {
      count[i] = (byte) i;
    }
    long hash = KeyedHashes.withKey(count).hash(MemorySegment.ofArray(count), 0, 15);
    assertThat(hash).isEqualTo(0xA129CA6149BE45E5L);
  }

  @Property
  void everyByteCounts(@ForAll @Size(min = 1, max = 40) byte[] bytes, @ForAll byte place) {
    KeyedHashes hashes = KeyedHashes.of(SECRET, "acme");
    long hash = hashes.hash(MemorySegment.ofArray(bytes), 0, bytes.length);
    byte[] other = bytes.clone();
    other[Math.floorMod(place, bytes.length)]++;
    assertThat(hashes.hash(MemorySegment.ofArray(other), 0, other.length)).isNotEqualTo(hash);
  }
}
