package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.IncomingGuest;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A migration into a QEMU, which reads its stream from a unix socket that we write. It has arrived
 * when QEMU has left the state {@code inmigrate}; a QEMU that cannot use the stream exits.
 */
final class QemuIncoming implements IncomingGuest {
  private static final Logger LOG = LoggerFactory.getLogger(QemuIncoming.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final QemuGuest guest;
  private final QmpLink qmp;
  private final SocketChannel socket;
  private final QmpLink.Subscription news;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
  private volatile boolean disconnected;

  private QemuIncoming(QemuGuest guest, QmpLink qmp, SocketChannel socket) {
    this.guest = guest;
    this.qmp = qmp;
    this.socket = socket;
    this.news = qmp.listen(event -> wakeFor(event.name()));
  }

  static QemuIncoming begin(QemuGuest guest, QmpLink qmp, Path path) {
    QemuOutgoing.MigrationCapabilities.set(qmp);
    qmp.execute("migrate-incoming", Map.of("uri", "unix:" + path));
    try {
      SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
      Files.deleteIfExists(path);
      return new QemuIncoming(guest, qmp, socket);
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "QEMU takes no migration stream", e);
    }
  }

  /** Begins to watch; after this the guest knows its incoming migration. */
  QemuIncoming watched() {
    Thread.ofVirtual().name("arrival-of-" + guest.spec().vm()).start(this::watch);
    return this;
  }

  private void wakeFor(String event) {
    if (event.equals("MIGRATION")) {
      wake.release();
    }
  }

  @Override
  public Guest guest() {
    return guest;
  }

  @Override
  public WritableByteChannel stream() {
    return socket;
  }

  @Override
  public CompletionStage<Boolean> arrived() {
    return arrived.minimalCompletionStage();
  }

  boolean undecided() {
    return !arrived.isDone();
  }

  /** The guest has ended, or this process lets go of it; QEMU gives an unfinished stream up. */
  void disconnect() {
    disconnected = true;
    closeSocket();
    wake.release();
  }

  private void watch() {
    Boolean result = null;
    while (result == null) {
      awaitNews();
      result = look();
    }
    news.close();
    closeSocket();
    if (!result && !guest.released()) {
      guest.destroy();
    }
    arrived.complete(result);
  }

  private void awaitNews() {
    try {
      if (wake.tryAcquire(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException _) {
      disconnected = true;
    }
  }

  private @Nullable Boolean look() {
    if (disconnected) {
      return false;
    }
    try {
      return arrivedIn(qmp.execute("query-status").path("status").asText());
    } catch (HypervisorException e) {
      if (e.kind() == Kind.GUEST_GONE) {
        return false;
      }
      LOG.warn("arrival of {}: {}", guest.spec().vm(), e.getMessage());
      return null;
    }
  }

  private @Nullable Boolean arrivedIn(String runState) {
    if (RunStates.of(runState) == GuestState.INCOMING) {
      return null;
    }
    guest.settle();
    return true;
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException _) {
      // QEMU notices all the same
    }
  }
}
