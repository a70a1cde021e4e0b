package io.novacron.agent;

import io.novacron.dwcp.hde.StageLedger;
import io.novacron.dwcp.transfer.Transfer;
import io.novacron.dwcp.transfer.TransferProgress;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.Heartbeats;
import io.novacron.hypervisor.MigrationProgress;
import io.novacron.hypervisor.OutgoingMigration;
import io.novacron.migration.Encoding;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.Progress;
import io.novacron.migration.Progress.Phase;
import io.novacron.migration.Receipt;
import io.novacron.migration.Receipt.PauseSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A guest on its way out. Nothing here lets it run again but {@link Departures#restore}. */
final class Departure {
  private static final Duration REPORT = Duration.ofMillis(250);
  private static final Duration GIVE_UP = Duration.ofSeconds(8);
  private static final Duration FIRST_BEAT = Duration.ofSeconds(2);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Plan plan;
  private final Guest guest;
  private final OutgoingMigration out;
  private final Transfer transfer;
  private final MigrationImages images;
  private final MigrationReports reports;
  private final long begunNanos = System.nanoTime();
  private final CompletableFuture<Long> targetRuns = new CompletableFuture<>();
  private final CompletableFuture<Long> targetBeats = new CompletableFuture<>();
  private volatile MigrationReport standing = new MigrationReport.Begun();
  private volatile long stoppedNanos;
  private volatile @Nullable ScheduledFuture<?> watch;

  Departure(
      Plan plan,
      Guest guest,
      OutgoingMigration out,
      Transfer transfer,
      MigrationImages images,
      MigrationReports reports) {
    this.plan = plan;
    this.guest = guest;
    this.out = out;
    this.transfer = transfer;
    this.images = images;
    this.reports = reports;
  }

  /** Reports what becomes of it, and how far it is meanwhile. */
  void watch(ScheduledExecutorService clock) {
    watch =
        clock.scheduleWithFixedDelay(
            this::report, REPORT.toMillis(), REPORT.toMillis(), TimeUnit.MILLISECONDS);
    var _ = out.outcome().whenComplete(this::hypervisorEnded);
    var _ = transfer.result().whenComplete((_, failure) -> transferEnded(failure));
  }

  private void hypervisorEnded(OutgoingMigration.Outcome outcome, @Nullable Throwable failure) {
    switch (outcome) {
      case OutgoingMigration.Outcome.Sealed(var nanos) -> sealed(nanos);
      case OutgoingMigration.Outcome.Aborted(var reason) -> failed(reason);
      case null -> failed(String.valueOf(failure));
    }
  }

  private void sealed(long nanos) {
    stoppedNanos = nanos;
    settle(new MigrationReport.Sealed());
  }

  private void failed(String reason) {
    transfer.cancel(reason);
    settle(new MigrationReport.Failed(reports.host(), reason));
  }

  private void transferEnded(@Nullable Throwable failure) {
    if (failure != null) {
      out.cancel();
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      settle(new MigrationReport.Failed(reports.host(), String.valueOf(cause.getMessage())));
    }
  }

  /** The first failure stays the reason. */
  private synchronized void settle(MigrationReport next) {
    if (!(standing instanceof MigrationReport.Failed)) {
      standing = next;
      stand();
    }
  }

  /** Says how it stands. */
  void stand() {
    reports.tell(plan, standing);
    report();
  }

  private void report() {
    reports.advance(plan, progress());
  }

  private Progress progress() {
    MigrationProgress memory = out.progress();
    TransferProgress bytes = transfer.progress();
    return new Progress(
        phase(memory),
        memory.pass(),
        memory.totalBytes(),
        memory.remainingBytes(),
        memory.writtenBytes(),
        bytes.rawBytes(),
        bytes.compressedBytes(),
        bytes.wireBytes(),
        bytes.goodputBytesPerSecond(),
        memory.dirtyBytesPerSecond(),
        bytes.rttNanos(),
        restMillis(memory, bytes),
        bytes.streams());
  }

  private Phase phase(MigrationProgress memory) {
    if (standing instanceof MigrationReport.Sealed) {
      return Phase.SWITCH_OVER;
    }
    return memory.pass() == 0 ? Phase.PREPARING : Phase.PRE_COPY;
  }

  /** What remains, at what the link gains on the guest; negative when it gains nothing. */
  private static long restMillis(MigrationProgress memory, TransferProgress bytes) {
    long gain = bytes.goodputBytesPerSecond() - memory.dirtyBytesPerSecond();
    return gain <= 0 ? -1 : memory.remainingBytes() * 1000 / gain;
  }

  boolean isOf(String migration) {
    return plan.id().equals(migration);
  }

  boolean isSealed() {
    return standing instanceof MigrationReport.Sealed;
  }

  void targetLives(boolean beat, long nanos) {
    (beat ? targetBeats : targetRuns).complete(nanos);
  }

  /** Ends it without a commit; the guest has left the migration when this returns. */
  void giveUp() {
    unwatch();
    out.cancel();
    transfer.cancel("the migration was given up");
    await(out.outcome().toCompletableFuture(), GIVE_UP);
    images.discard();
  }

  /** What it cost; waits a little for the first sign of life of the target. */
  Receipt receipt() {
    unwatch();
    Heartbeats beats = guest.heartbeats();
    boolean felt = beats.present() && beats.count() > 0 && !plan.paused();
    Long alive = felt ? await(targetBeats, FIRST_BEAT) : null;
    if (alive != null) {
      return receipt((alive - beats.lastNanos()) / NANOS_PER_MILLI, PauseSource.HEARTBEAT);
    }
    Long runs = plan.paused() ? null : await(targetRuns, FIRST_BEAT);
    return receipt(runs == null ? -1 : (runs - stoppedNanos) / NANOS_PER_MILLI, PauseSource.EVENTS);
  }

  private Receipt receipt(double pauseMillis, PauseSource source) {
    var result = await(transfer.result().toCompletableFuture(), FIRST_BEAT);
    TransferProgress bytes = transfer.progress();
    return new Receipt(
        GuestKeeper.memoryBytes(plan.spec()),
        bytes.rawBytes(),
        bytes.compressedBytes(),
        bytes.wireBytes(),
        out.progress().pass(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos),
        pauseMillis,
        source,
        pauseMillis < 0 ? "" : reports.host(),
        result == null ? bytes.streams() : result.streams(),
        result == null ? bytes.goodputBytesPerSecond() : result.goodputBytesPerSecond(),
        result == null ? "" : result.sha256(),
        bytes.peakInFlightBytes(),
        encoding(transfer.stages()));
  }

  private static Encoding encoding(StageLedger ledger) {
    return new Encoding(
        ledger.stages().stream().map(Departure::stage).toList(),
        ledger.framingBytes(),
        ledger.baseId(),
        ledger.zstd().bytesIn(),
        ledger.zstd().bytesOut());
  }

  private static Encoding.Stage stage(StageLedger.Stage s) {
    return new Encoding.Stage(s.level(), s.bytesIn(), s.bytesOut(), s.cpuNanos() / NANOS_PER_MILLI);
  }

  /** What is held here of the guest's memory. */
  MigrationImages images() {
    return images;
  }

  /** Reports no more how far it is. */
  void unwatch() {
    ScheduledFuture<?> task = watch;
    if (task != null) {
      task.cancel(false);
    }
  }

  private static <T> @Nullable T await(CompletableFuture<T> future, Duration limit) {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }
}
