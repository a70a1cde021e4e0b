package io.novacron.node;

import io.novacron.init.Reports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps an eye on a service that is used by others, or will be: asks every now and then whether it
 * takes a connection. One that takes longer than the limit counts as one that does not answer.
 */
final class TcpProbe {
  /** One miss may be the network's. */
  private static final int MISSES = 2;

  private final InetSocketAddress address;
  private final Duration limit;
  private final Duration interval;
  private final Slot<Thread> watch = new Slot<>("probe");

  /** One of {@code address}, whose name is looked up anew each time. */
  TcpProbe(InetSocketAddress address, Duration limit, Duration interval) {
    this.address = address;
    this.limit = limit;
    this.interval = interval;
  }

  /**
   * Returns when it answers, and reports it lost when it does not any more.
   *
   * @throws IOException when it does not answer
   */
  void start(Reports reports) throws IOException {
    connect();
    watch.put(
        Thread.ofVirtual().name("probe " + address.getHostString()).start(() -> watch(reports)));
  }

  void stop() {
    watch.take().ifPresent(Thread::interrupt);
  }

  private void watch(Reports reports) {
    int missed = 0;
    while (missed < MISSES && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(interval.toNanos());
      missed = answers() ? 0 : missed + 1;
    }
    if (missed == MISSES) {
      reports.lost(silence());
    }
  }

  private boolean answers() {
    try {
      connect();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void connect() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          Math.toIntExact(limit.toMillis()));
    } catch (IOException e) {
      throw new IOException(silence() + ": " + e.getMessage(), e);
    }
  }

  private String silence() {
    return address.getHostString()
        + ":"
        + address.getPort()
        + " takes no connection within "
        + limit.toMillis()
        + " ms";
  }
}
