package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestMemoryTest {
  private static final int PAGE = GuestMemory.PAGE_BYTES;

  @Test
  void memoryThatWasNeverWrittenIsZeroAndTakesNoRoom() {
    try (var memory = new GuestMemory(1 << 22)) {
      byte[] page = {1, 2, 3};
      byte[] read = new byte[PAGE + 3];
      System.arraycopy(page, 0, read, 0, 3);
      memory.get(memory.pages() - 1, read, 3);
      assertThat(read).startsWith(1, 2, 3, 0).endsWith(0);
      assertThat(memory.residentBytes()).isZero();
      assertThat(memory.touchedPages()).isZero();
    }
  }

  @Test
  void roomIsMadeOnlyWhereSomethingIsWritten() {
    try (var memory = new GuestMemory(64)) {
      memory.write(10 * GuestMemory.CHUNK_PAGES + 1, 16, new long[] {0x0102030405060708L, 9}, 1);
      assertThat(memory.residentBytes()).isEqualTo(GuestMemory.CHUNK_BYTES);
      assertThat(memory.isResident(0)).isFalse();
      assertThat(memory.touchedPages()).isEqualTo(11 * GuestMemory.CHUNK_PAGES);
      byte[] read = new byte[PAGE];
      memory.get(10 * GuestMemory.CHUNK_PAGES + 1, read, 0);
      assertThat(read[16]).as("little-endian on any host").isEqualTo((byte) 8);
      assertThat(read[24]).isZero();
    }
  }

  @Test
  void zeroedPagesAreZeroAndMakeNoRoom() {
    try (var memory = new GuestMemory(4)) {
      byte[] ones = new byte[PAGE];
      java.util.Arrays.fill(ones, (byte) 1);
      memory.put(1, ones, 0);
      memory.put(2, ones, 0);
      memory.zero(2, memory.pages() - 2);
      byte[] read = new byte[PAGE];
      memory.get(1, read, 0);
      assertThat(read).isEqualTo(ones);
      memory.get(2, read, 0);
      assertThat(read).containsOnly(0);
      assertThat(memory.residentBytes()).isEqualTo(GuestMemory.CHUNK_BYTES);
    }
  }

  @Test
  void everyWayToWriteMakesAPageDirty() {
    try (var memory = new GuestMemory(1)) {
      memory.put(0, new byte[PAGE], 0);
      memory.dirty().follow(0);
      memory.write(1, 0, new long[] {1}, 1);
      memory.put(2, new byte[PAGE], 0);
      memory.zero(3, 1);
      assertThat(memory.dirty().dirtied()).isEqualTo(3);
    }
  }

  @Test
  void closedMemoryHoldsNothing() {
    var memory = new GuestMemory(1);
    memory.write(0, 0, new long[] {1}, 1);
    memory.close();
    memory.close();
    assertThat(memory.residentBytes()).isZero();
  }
}
