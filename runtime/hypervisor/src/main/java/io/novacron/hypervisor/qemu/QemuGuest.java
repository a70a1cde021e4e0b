package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.GuestStatistics;
import io.novacron.hypervisor.Heartbeats;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.MigrationLimits;
import io.novacron.hypervisor.OutgoingMigration;
import io.novacron.hypervisor.qemu.QmpMessage.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guest in a QEMU process. */
final class QemuGuest implements Guest, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QemuGuest.class);
  private static final Duration DEATH_DEADLINE = Duration.ofSeconds(5);

  /** In which QEMU closes its disks; see {@link QemuProcess#end}. */
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final GuestFolder folder;
  private final GuestRecord record;
  private final QemuProcess process;
  private final QmpLink qmp;
  private final Heartbeats heartbeats;
  private final Consumer<QemuGuest> whenGone;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final ReentrantLock migrating = new ReentrantLock();
  private volatile @Nullable QemuOutgoing outgoing;
  private volatile @Nullable QemuIncoming incoming;
  private volatile boolean meantToRun;
  private volatile long stoppedNanos;
  private volatile String verb = "";
  private volatile boolean released;

  /**
   * @param whenGone called once when it has ended, before {@link #ended} completes
   */
  QemuGuest(
      GuestFolder folder,
      GuestRecord record,
      QemuProcess process,
      QmpLink qmp,
      Heartbeats heartbeats,
      Consumer<QemuGuest> whenGone) {
    this.folder = folder;
    this.record = record;
    this.process = process;
    this.qmp = qmp;
    this.heartbeats = heartbeats;
    this.whenGone = whenGone;
  }

  /** Begins to watch; not in the constructor, since the watchers call back. */
  QemuGuest watched() {
    var _ = qmp.listen(this::on);
    var _ = process.exited().thenAccept(this::finish);
    return this;
  }

  private void on(Event event) {
    if (event.name().equals("STOP")) {
      stoppedNanos = System.nanoTime();
    }
  }

  @Override
  public GuestSpec spec() {
    return record.spec();
  }

  @Override
  public GuestState state() {
    if (!alive()) {
      return GuestState.GONE;
    }
    QemuIncoming arriving = incoming;
    if (arriving != null && arriving.undecided()) {
      return GuestState.INCOMING;
    }
    QemuOutgoing leaving = outgoing;
    if (leaving != null && leaving.undecided()) {
      return meantToRun ? GuestState.RUNNING : GuestState.PAUSED;
    }
    return askedState();
  }

  private GuestState askedState() {
    try {
      return RunStates.of(qmp.execute("query-status").path("status").asText());
    } catch (HypervisorException e) {
      if (e.kind() == Kind.GUEST_GONE) {
        return GuestState.GONE;
      }
      throw e;
    }
  }

  @Override
  public void pause() {
    ensureAlive();
    meantToRun = false;
    qmp.execute("stop");
  }

  @Override
  public void resume() {
    switch (state()) {
      case INCOMING ->
          throw new HypervisorException(Kind.WRONG_STATE, "its memory is not here yet");
      case GONE -> throw gone();
      case RUNNING -> meantToRun = true;
      case PAUSED, SEALED -> letRun();
    }
  }

  /** Told to a running guest as well, {@code cont} does nothing. */
  void letRun() {
    QemuOutgoing leaving = outgoing;
    if (leaving != null && leaving.undecided()) {
      throw new HypervisorException(Kind.WRONG_STATE, "it is migrating: cancel that first");
    }
    qmp.execute("cont");
    meantToRun = true;
  }

  @Override
  public void stop(Duration grace) {
    if (!grace.isZero() && process.alive()) {
      askToShutDown();
      if (process.awaitExit(grace)) {
        awaitEnd();
        return;
      }
    }
    destroy();
  }

  /** One that does not listen is destroyed when its grace is over. */
  private void askToShutDown() {
    try {
      verb = "shut down as asked";
      qmp.execute("system_powerdown");
    } catch (HypervisorException e) {
      LOG.warn("{} cannot be asked to shut down: {}", record.spec().vm(), e.getMessage());
    }
  }

  @Override
  public void destroy() {
    if (ended.isDone()) {
      return;
    }
    if (process.alive()) {
      verb = "destroyed";
    }
    process.end(holdsDisks() ? CLOSING : Duration.ZERO);
    awaitEnd();
  }

  private boolean holdsDisks() {
    QemuIncoming arriving = incoming;
    return arriving == null || !arriving.undecided();
  }

  private void awaitEnd() {
    try {
      ended.get(DEATH_DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new HypervisorException(Kind.TIMED_OUT, "its end was not noticed", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public byte[] consoleLog(int maxBytes) {
    return Tail.of(folder.console(), maxBytes);
  }

  @Override
  public GuestStatistics statistics() {
    ensureAlive();
    return new GuestStatistics(
        memoryBytes(), process.residentBytes(), process.cpuNanos(), process.uptimeMillis());
  }

  long memoryBytes() {
    return (long) record.spec().spec().memoryMiB() << 20;
  }

  @Override
  public Heartbeats heartbeats() {
    return heartbeats;
  }

  @Override
  public OutgoingMigration migrateOut(MigrationLimits limits) {
    migrating.lock();
    try {
      ensureCanLeave();
      stoppedNanos = System.nanoTime();
      QemuOutgoing leaving = QemuOutgoing.begin(this, qmp, folder.migration(), limits);
      outgoing = leaving;
      return leaving;
    } finally {
      migrating.unlock();
    }
  }

  private void ensureCanLeave() {
    QemuOutgoing earlier = outgoing;
    if (earlier != null && earlier.undecided()) {
      throw new HypervisorException(Kind.WRONG_STATE, "it is migrating already");
    }
    GuestState state = state();
    if (state == GuestState.GONE) {
      throw gone();
    }
    if (state != GuestState.RUNNING && state != GuestState.PAUSED) {
      throw new HypervisorException(Kind.WRONG_STATE, "it cannot migrate: " + state);
    }
    meantToRun = state == GuestState.RUNNING;
  }

  /** When its vCPUs stopped last. */
  long stoppedNanos() {
    return stoppedNanos;
  }

  /** Whether it would run now if it were not for a migration. */
  boolean meantToRun() {
    return meantToRun;
  }

  /** Has it take a migration stream in. */
  QemuIncoming takeIn() {
    QemuIncoming arriving = QemuIncoming.begin(this, qmp, folder.migration());
    incoming = arriving;
    return arriving.watched();
  }

  /** Records that from now on this is somebody's VM. */
  void settle() {
    folder.record(record.with(GuestRecord.Phase.READY));
  }

  /** Makes the intent what QEMU does: for a guest found by a new process. */
  void adopted() {
    meantToRun = state() == GuestState.RUNNING;
  }

  @Override
  public void dumpMemory(Path file) {
    switch (state()) {
      case PAUSED, SEALED ->
          MemoryDump.write(record.spec().spec().machine(), memoryBytes(), qmp, file);
      case GONE -> throw gone();
      default -> throw new HypervisorException(Kind.WRONG_STATE, "only a guest that stands still");
    }
  }

  @Override
  public CompletionStage<String> ended() {
    return ended.minimalCompletionStage();
  }

  private void ensureAlive() {
    if (!alive()) {
      throw gone();
    }
  }

  private static HypervisorException gone() {
    return new HypervisorException(Kind.GUEST_GONE, "the guest has ended");
  }

  private void finish(OptionalInt status) {
    if (released) {
      return;
    }
    String reason = EndReason.of(verb, status, Tail.lastLine(folder.log()));
    try {
      close();
      folder.removeTraces();
    } finally {
      whenGone.accept(this);
      ended.complete(reason);
    }
  }

  /** Whether it is a living process. */
  boolean alive() {
    return !ended.isDone() && process.alive();
  }

  /** Whether {@link #ended} has completed. */
  boolean over() {
    return ended.isDone();
  }

  /** Opens the line to QEMU, which is opened again by itself when it breaks. */
  void connect() {
    qmp.connect();
  }

  /** Whether this process has let go of it. */
  boolean released() {
    return released;
  }

  /** Lets go of it; it lives on. */
  void release() {
    released = true;
    close();
  }

  /** Closes this process's ends of its wires. */
  @Override
  public void close() {
    qmp.close();
    if (heartbeats instanceof BeatReceiver receiver) {
      receiver.close();
    }
    QemuIncoming arriving = incoming;
    if (arriving != null) {
      arriving.disconnect();
    }
    QemuOutgoing leaving = outgoing;
    if (leaving != null) {
      leaving.disconnect();
    }
  }
}
