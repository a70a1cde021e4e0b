package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.vm.Workload;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkloadRunTest {
  private static final int PAGES = GuestMemory.CHUNK_PAGES;
  private static final long SECOND = 1_000_000_000L;

  @Test
  void itTouchesItsWorkingSetAndNothingElse() {
    try (var memory = new GuestMemory(4)) {
      var run = new WorkloadRun(new Workload(1, 2, 0), memory);
      assertThat(run.isDue()).isTrue();
      steps(run, 2 * PAGES);
      assertThat(run.isWarm()).isTrue();
      assertThat(run.isDone()).isTrue();
      assertThat(run.isDue()).isFalse();
      assertThat(memory.residentBytes()).isEqualTo(2L * GuestMemory.CHUNK_BYTES);
    }
  }

  @Test
  void anIdleWorkloadIsDoneBeforeItBegins() {
    try (var memory = new GuestMemory(4)) {
      assertThat(new WorkloadRun(Workload.IDLE, memory).isDone()).isTrue();
      assertThat(new WorkloadRun(new Workload(1, 0, 100), memory).isDone()).isTrue();
    }
  }

  @Test
  void itRewritesAsManyPagesASecondAsItWasTold() {
    try (var memory = new GuestMemory(1)) {
      var run = new WorkloadRun(new Workload(1, 1, 300), memory);
      steps(run, PAGES);
      assertThat(run.isDue()).isFalse();
      for (int i = 0; i < 100; i++) {
        run.owe(SECOND / 100);
        while (run.isDue()) {
          run.step();
        }
      }
      assertThat(run.steps()).isBetween(PAGES + 299L, PAGES + 300L);
    }
  }

  @Test
  void whatItCouldNotDoInTimeIsForgiven() {
    try (var memory = new GuestMemory(1)) {
      var run = new WorkloadRun(new Workload(1, 1, 300), memory);
      steps(run, PAGES);
      run.owe(SECOND);
      run.forgive();
      assertThat(run.isDue()).isFalse();
    }
  }

  @Property(tries = 50)
  void theSameSeedAndStepsMakeTheSameMemory(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 600) int steps) {
    assertThat(checksum(seed, steps)).isEqualTo(checksum(seed, steps));
  }

  @Test
  void anotherSeedOrStepMakesAnotherMemory() {
    Set<Long> seen = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      seen.add(checksum(seed, PAGES));
      seen.add(checksum(seed, PAGES + 1));
    }
    assertThat(seen).hasSize(20);
  }

  @Property(tries = 50)
  void aRunThatMovedGoesOnAsItWouldHave(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 400) int before,
      @ForAll @IntRange(min = 0, max = 400) int after) {
    var workload = new Workload(seed, 1, 100);
    try (var here = new GuestMemory(1);
        var there = new GuestMemory(1)) {
      var stayed = new WorkloadRun(workload, here);
      steps(stayed, before);
      copy(here, there);
      var moved = new WorkloadRun(workload, there);
      moved.restore(stayed.randomState(), stayed.steps());
      steps(stayed, after);
      steps(moved, after);
      assertThat(checksum(there)).isEqualTo(checksum(here));
    }
  }

  private static void steps(WorkloadRun run, int count) {
    for (int i = 0; i < count; i++) {
      run.step();
    }
  }

  private static void copy(GuestMemory from, GuestMemory to) {
    byte[] page = new byte[GuestMemory.PAGE_BYTES];
    for (int i = 0; i < from.pages(); i++) {
      from.get(i, page, 0);
      to.put(i, page, 0);
    }
  }

  private static long checksum(long seed, int steps) {
    try (var memory = new GuestMemory(1)) {
      steps(new WorkloadRun(new Workload(seed, 1, 100), memory), steps);
      return checksum(memory);
    }
  }

  private static long checksum(GuestMemory memory) {
    var crc = new CRC32C();
    byte[] page = new byte[GuestMemory.PAGE_BYTES];
    for (int i = 0; i < memory.pages(); i++) {
      memory.get(i, page, 0);
      crc.update(page);
    }
    return crc.getValue();
  }
}
