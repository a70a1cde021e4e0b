package io.novacron.hypervisor.qemu;

import io.novacron.dwcp.hde.stream.QemuStream;
import io.novacron.dwcp.hde.stream.StreamParser;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.MigrationLimits;
import io.novacron.hypervisor.MigrationProgress;
import io.novacron.hypervisor.OutgoingMigration;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A migration out of a QEMU, which writes its stream to a unix socket of ours. One thread alone
 * decides how it ends, from what QEMU and the reader of the stream have done: sealed only when QEMU
 * says that it is complete (which it does once the socket has swallowed the rest) and the last byte
 * has been read from the socket.
 */
final class QemuOutgoing implements OutgoingMigration {
  private static final Logger LOG = LoggerFactory.getLogger(QemuOutgoing.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration END_DEADLINE = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(10);

  /** The reader of the stream is the limit; QEMU's own would be 128 MiB/s. */
  private static final long UNLIMITED_BYTES_PER_SECOND = 1L << 40;

  private static final Duration MAX_DOWNTIME = Duration.ofSeconds(2000);

  private final QemuGuest guest;
  private final QmpLink qmp;
  private final SocketChannel socket;
  private final QmpLink.Subscription news;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile boolean drained;
  private volatile boolean givenUp;
  private volatile MigrationProgress last;

  private QemuOutgoing(QemuGuest guest, QmpLink qmp, SocketChannel socket) {
    this.guest = guest;
    this.qmp = qmp;
    this.socket = socket;
    this.last = new MigrationProgress(0, guest.memoryBytes(), guest.memoryBytes(), 0, 0);
    this.news = qmp.listen(event -> wakeFor(event.name()));
  }

  static QemuOutgoing begin(QemuGuest guest, QmpLink qmp, Path path, MigrationLimits limits) {
    MigrationCapabilities.set(qmp);
    qmp.execute(
        "migrate-set-parameters",
        Map.of(
            "max-bandwidth",
            UNLIMITED_BYTES_PER_SECOND,
            "downtime-limit",
            millis(limits.downtime())));
    var migration = new QemuOutgoing(guest, qmp, connect(qmp, path));
    Thread.ofVirtual().name("migration-of-" + guest.spec().vm()).start(migration::watch);
    return migration;
  }

  private static SocketChannel connect(QmpLink qmp, Path path) {
    try (var listener = new StreamListener(path)) {
      qmp.execute("migrate", Map.of("uri", "unix:" + path));
      return listener.accept(END_DEADLINE);
    } catch (IOException e) {
      qmp.execute("migrate_cancel");
      throw new HypervisorException(Kind.FAILED, "QEMU did not begin to migrate", e);
    }
  }

  private static long millis(Duration downtime) {
    return Math.clamp(downtime.toMillis(), 1, MAX_DOWNTIME.toMillis());
  }

  private void wakeFor(String event) {
    if (event.equals("MIGRATION")) {
      wake.release();
    }
  }

  @Override
  public ReadableByteChannel stream() {
    return new Stream();
  }

  @Override
  public StreamParser parser() {
    return new QemuStream();
  }

  /** As last seen, a fifth of a second ago at most while QEMU answers: it need not always. */
  @Override
  public MigrationProgress progress() {
    return last;
  }

  private MigrationStatus status() {
    return MigrationStatus.parse(qmp.execute("query-migrate"), guest.memoryBytes());
  }

  @Override
  public void allowDowntime(Duration downtime) {
    qmp.execute("migrate-set-parameters", Map.of("downtime-limit", millis(downtime)));
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  @Override
  public void cancel() {
    givenUp = true;
    disconnect();
  }

  boolean undecided() {
    return !outcome.isDone();
  }

  /**
   * Nobody reads any more. In its last phase QEMU writes to the socket with its big lock held and
   * answers nothing until that is read or closed, so this comes before any word to it.
   */
  void disconnect() {
    closeSocket();
    wake.release();
  }

  private void watch() {
    Outcome end = null;
    while (end == null && !guest.released()) {
      awaitNews();
      end = look();
    }
    news.close();
    closeSocket();
    outcome.complete(end == null ? new Outcome.Aborted("the driver has let go of the guest") : end);
  }

  private void awaitNews() {
    try {
      if (wake.tryAcquire(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException _) {
      givenUp = true;
    }
  }

  private @Nullable Outcome look() {
    try {
      return givenUp ? abort("given up") : outcomeOf(status());
    } catch (HypervisorException e) {
      if (e.kind() == Kind.GUEST_GONE) {
        return new Outcome.Aborted("the guest has ended");
      }
      LOG.info("migration of {}: {}", guest.spec().vm(), e.getMessage());
      return null;
    }
  }

  private @Nullable Outcome outcomeOf(MigrationStatus status) {
    last = status.progress();
    if (status.completed()) {
      return drained ? new Outcome.Sealed(guest.stoppedNanos()) : null;
    }
    return status.ended() ? abort(status.status() + ": " + status.error()) : null;
  }

  /** Ends it if it has not ended, and has the guest be as it was before. */
  private Outcome abort(String reason) {
    closeSocket();
    qmp.execute("migrate_cancel");
    Deadline deadline = Deadline.in(END_DEADLINE);
    MigrationStatus status = status();
    while (!status.completed() && !status.ended() && deadline.pause(MOMENT)) {
      status = status();
    }
    restore(deadline);
    return new Outcome.Aborted(reason);
  }

  /**
   * QEMU lets the guest run again by itself unless it believed the migration complete. A guest that
   * was paused has to run for a moment then, since {@code postmigrate} is left in no other way.
   */
  private void restore(Deadline deadline) {
    String state = runState();
    while (state.equals("finish-migrate") && deadline.pause(MOMENT)) {
      state = runState();
    }
    if (state.equals("postmigrate")) {
      qmp.execute("cont");
      if (!guest.meantToRun()) {
        qmp.execute("stop");
      }
    }
  }

  private String runState() {
    return qmp.execute("query-status").path("status").asText();
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException _) {
      // QEMU notices all the same
    }
  }

  /** What the caller reads. Closed before its end, it gives the migration up. */
  private final class Stream implements ReadableByteChannel {
    @Override
    public int read(java.nio.ByteBuffer bytes) throws IOException {
      int read = drained ? -1 : socket.read(bytes);
      if (read < 0) {
        drained = true;
        wake.release();
      }
      return read;
    }

    @Override
    public boolean isOpen() {
      return socket.isOpen();
    }

    @Override
    public void close() {
      if (!drained) {
        cancel();
      }
    }
  }

  /** Settings that both ends of a migration need. */
  static final class MigrationCapabilities {
    private MigrationCapabilities() {}

    /**
     * {@code late-block-activate}: the target takes the disks' locks when it is told to run, so
     * that until then the source can go back to them.
     */
    static void set(QmpLink qmp) {
      qmp.execute(
          "migrate-set-capabilities",
          Map.of("capabilities", List.of(on("events"), on("late-block-activate"))));
    }

    private static Map<String, Object> on(String capability) {
      return Map.of("capability", capability, "state", true);
    }
  }
}
