package io.novacron.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every driver keeps of a guest that stays on its host. */
public abstract class GuestLifeContract extends DriverFixture {
  @Test
  void anAvailableDriverNamesWhatItOffers() throws Exception {
    DriverReport report = driver("a").probe();
    assertThat(report.driver()).isEqualTo(driver("a").name()).isEqualTo(spec().driver());
    assertThat(report.available()).as(report.reason()).isTrue();
    assertThat(report.reason()).isEmpty();
    assertThat(report.version()).isNotBlank();
    assertThat(report.accelerators()).contains(accelerator());
    assertThat(report.machines()).contains(spec().machine());
    assertThat(report.cpuModels()).contains(spec().cpuModel());
  }

  @Test
  void aStartedGuestRunsAndIsListed() throws Exception {
    Guest guest = startOn("a");
    assertThat(guest.state()).isEqualTo(GuestState.RUNNING);
    assertThat(guest.spec()).isEqualTo(guestSpec(1));
    assertThat(driver("a").guests()).extracting(Guest::spec).containsExactly(guestSpec(1));
    assertThat(driver("b").guests()).isEmpty();
    assertThat(guest.ended().toCompletableFuture()).isNotDone();
  }

  @Test
  void theHeartbeatOfARunningGuestIsCountedAndStamped() throws Exception {
    Guest guest = startOn("a");
    assertThat(guest.heartbeats().present()).isTrue();
    long before = System.nanoTime();
    long beat = get(guest.heartbeats().next());
    assertThat(beat - before).isNotNegative();
    awaitBeats(guest, 10);
    long last = guest.heartbeats().lastNanos();
    assertThat(last - beat).isNotNegative();
    assertThat(System.nanoTime() - last).isNotNegative();
  }

  @Test
  void aGuestWithoutAHeartbeatHasNone() throws Exception {
    VmSpec silent = with(spec(), spec().machine(), spec().cpuModel(), Heartbeat.NONE);
    Guest guest = driver("a").start(new GuestSpec(VM, new Token(0, 1), silent, accelerator()));
    assertThat(guest.heartbeats().present()).isFalse();
    assertThat(guest.heartbeats().count()).isZero();
  }

  @Test
  void aPausedGuestStandsStillUntilItIsResumed() throws Exception {
    Guest guest = runningOn("a");
    guest.pause();
    guest.pause();
    assertThat(guest.state()).isEqualTo(GuestState.PAUSED);
    assertStandsStill(guest);
    guest.resume();
    guest.resume();
    assertThat(guest.state()).isEqualTo(GuestState.RUNNING);
    awaitBeats(guest, 3);
  }

  @Test
  void aStoppedGuestIsGoneAtTheLatestAfterItsGrace() throws Exception {
    Guest guest = runningOn("a");
    guest.stop(Duration.ofSeconds(2));
    assertGone(guest);
  }

  @Test
  void aStopWithoutGraceDoesNotAsk() throws Exception {
    Guest guest = runningOn("a");
    guest.stop(Duration.ZERO);
    assertGone(guest);
  }

  @Test
  void aDestroyedGuestIsGoneAndSaysSo() throws Exception {
    Guest guest = runningOn("a");
    guest.destroy();
    guest.destroy();
    assertGone(guest);
    assertFailsWith(Kind.GUEST_GONE, guest::pause);
    assertFailsWith(Kind.GUEST_GONE, guest::resume);
    assertFailsWith(Kind.GUEST_GONE, () -> guest.migrateOut(limits()));
  }

  @Test
  void aPausedGuestCanBeDestroyed() throws Exception {
    Guest guest = startOn("a");
    guest.pause();
    guest.destroy();
    assertGone(guest);
  }

  @Test
  void aVmHasOneGuestOnAHostAtMost() throws Exception {
    Guest first = startOn("a");
    assertFailsWith(Kind.GUEST_EXISTS, () -> driver("a").start(guestSpec(1)));
    assertFailsWith(Kind.GUEST_EXISTS, () -> driver("a").start(guestSpec(2)));
    assertFailsWith(Kind.GUEST_EXISTS, () -> driver("a").accept(guestSpec(2)));
    awaitBeats(first, 1);
    first.destroy();
    assertThat(driver("a").start(guestSpec(2)).state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void ofManyStartsAtOnceOneSucceeds() throws Exception {
    HypervisorDriver driver = driver("a");
    Callable<Boolean> start = () -> started(driver);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> start).toList());
      assertThat(starts).extracting(Future::get).containsOnlyOnce(true);
    }
    assertThat(driver.guests()).hasSize(1);
  }

  private boolean started(HypervisorDriver driver) {
    try {
      return driver.start(guestSpec(1)).state() == GuestState.RUNNING;
    } catch (HypervisorException e) {
      assertThat(e.kind()).isEqualTo(Kind.GUEST_EXISTS);
      return false;
    }
  }

  @Test
  void guestsOfTwoVmsAreIndependent() throws Exception {
    Guest one = startOn("a");
    Guest two =
        driver("a").start(new GuestSpec(new VmId("other"), new Token(0, 1), spec(), accelerator()));
    assertThat(driver("a").guests()).hasSize(2);
    one.destroy();
    awaitBeats(two, 3);
    assertThat(driver("a").guests()).extracting(Guest::spec).containsExactly(two.spec());
  }

  @Test
  void aSpecThatCannotRunIsRefusedAndLeavesNothing() throws Exception {
    for (VmSpec bad : specsThatCannotRun()) {
      var guest = new GuestSpec(VM, new Token(0, 1), bad, accelerator());
      assertFailsWith(Kind.INVALID_SPEC, () -> driver("a").start(guest));
      assertFailsWith(Kind.INVALID_SPEC, () -> driver("a").accept(guest));
      assertThat(driver("a").guests()).isEmpty();
    }
    assertThat(startOn("a").state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void theConsoleLogIsKeptAndItsEndCanBeAskedFor() throws Exception {
    Guest guest = startOn("a");
    await()
        .atMost(patience())
        .until(
            () -> new String(guest.consoleLog(1 << 16), StandardCharsets.ISO_8859_1),
            log -> log.contains(consoleMark()));
    guest.pause();
    byte[] log = guest.consoleLog(1 << 20);
    int few = consoleMark().length();
    assertThat(guest.consoleLog(few))
        .isEqualTo(Arrays.copyOfRange(log, log.length - few, log.length));
    assertThat(guest.consoleLog(0)).isEmpty();
  }

  @Test
  void statisticsAreOfThisGuestAndGrow() throws Exception {
    Guest guest = runningOn("a");
    GuestStatistics first = guest.statistics();
    assertThat(first.memoryBytes()).isEqualTo((long) spec().memoryMiB() << 20);
    assertThat(first.residentBytes()).isPositive();
    assertThat(first.cpuNanos()).isNotNegative();
    awaitBeats(guest, 10);
    GuestStatistics later = guest.statistics();
    assertThat(later.cpuNanos()).isGreaterThanOrEqualTo(first.cpuNanos());
    assertThat(later.uptimeMillis()).isGreaterThan(first.uptimeMillis());
  }

  @Test
  void theMemoryOfAPausedGuestCanBeDumpedAndIsStill(@TempDir Path dir) throws Exception {
    Guest guest = runningOn("a");
    guest.pause();
    guest.dumpMemory(dir.resolve("first"));
    guest.dumpMemory(dir.resolve("second"));
    assertThat(dir.resolve("first")).hasSize((long) spec().memoryMiB() << 20);
    assertThat(Files.mismatch(dir.resolve("first"), dir.resolve("second"))).isEqualTo(-1);
  }

  @Test
  void theMemoryOfARunningGuestIsNotDumped(@TempDir Path dir) throws Exception {
    Guest guest = startOn("a");
    assertFailsWith(Kind.WRONG_STATE, () -> guest.dumpMemory(dir.resolve("dump")));
  }

  protected final void assertGone(Guest guest) throws Exception {
    assertThat(guest.state()).isEqualTo(GuestState.GONE);
    assertThat(get(guest.ended())).isNotBlank();
    assertThat(driver("a").guests()).isEmpty();
  }
}
