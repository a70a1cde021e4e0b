package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.Heartbeats;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes a guest's heartbeat from a UDP port of the loopback interface, every byte a beat. */
final class BeatReceiver implements Heartbeats, AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int FIRST_PORT = 20_000;
  private static final int END_OF_PORTS = 32_768;
  private static final int ATTEMPTS = 100;
  private static final Duration RETRY = Duration.ofMillis(50);

  private final int port;
  private final DatagramChannel channel;
  private final AtomicReference<@Nullable CompletableFuture<Long>> waiting =
      new AtomicReference<>();
  private volatile long lastNanos;
  private volatile long count;

  private BeatReceiver(int port, DatagramChannel channel) {
    this.port = port;
    this.channel = channel;
  }

  /**
   * On a port that is free now. It is taken from below those which Linux gives to whoever does not
   * care, so that it is likely to be free still when this process comes back.
   *
   * @throws HypervisorException {@code FAILED} when none is found
   */
  static BeatReceiver open() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, END_OF_PORTS);
      BeatReceiver receiver = unbound(port);
      if (receiver.bind()) {
        return receiver.started();
      }
      receiver.close();
    }
    throw new HypervisorException(Kind.FAILED, "no free UDP port for a heartbeat");
  }

  /** On the port of an earlier life, as soon as it is free. */
  static BeatReceiver reopen(int port) {
    return unbound(port).started();
  }

  private static BeatReceiver unbound(int port) {
    try {
      return new BeatReceiver(port, DatagramChannel.open());
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "no socket for a heartbeat", e);
    }
  }

  private BeatReceiver started() {
    Thread.ofVirtual().name("beats-" + port).start(this::receive);
    return this;
  }

  private boolean bind() {
    try {
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return true;
    } catch (AlreadyBoundException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void receive() {
    ByteBuffer beats = ByteBuffer.allocate(512);
    try {
      awaitPort();
      while (channel.receive(beats.clear()) != null) {
        arrived(beats.position(), System.nanoTime());
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void awaitPort() throws ClosedChannelException {
    while (!bind()) {
      if (!channel.isOpen() || !Deadline.in(RETRY).pause(RETRY)) {
        throw new ClosedChannelException();
      }
    }
  }

  /** Only ever called by the receiving thread, hence the plain addition. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void arrived(int beats, long nowNanos) {
    lastNanos = nowNanos;
    count += beats;
    CompletableFuture<Long> waiter = waiting.getAndSet(null);
    if (waiter != null) {
      waiter.complete(nowNanos);
    }
  }

  int port() {
    return port;
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long lastNanos() {
    if (count == 0) {
      throw new IllegalStateException("no beat has arrived yet");
    }
    return lastNanos;
  }

  @Override
  public CompletionStage<Long> next() {
    var fresh = new CompletableFuture<Long>();
    CompletableFuture<Long> already = waiting.compareAndExchange(null, fresh);
    return (already == null ? fresh : already).minimalCompletionStage();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // nothing listens any more either way
    }
  }
}
