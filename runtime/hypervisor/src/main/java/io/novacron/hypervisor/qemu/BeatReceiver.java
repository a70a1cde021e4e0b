package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.Heartbeats;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes a guest's heartbeat from a UDP port of the loopback interface, every byte a beat. */
final class BeatReceiver implements Heartbeats, AutoCloseable {
  private final DatagramChannel channel;
  private final int port;
  private final AtomicReference<@Nullable CompletableFuture<Long>> waiting = new AtomicReference<>();
  private volatile long lastNanos;
  private volatile long count;

  private BeatReceiver(DatagramChannel channel, int port) {
    this.channel = channel;
    this.port = port;
  }

  /**
   * @param port as in an earlier life, 0 for any free one
   * @throws HypervisorException {@code FAILED} when the port is taken
   */
  static BeatReceiver open(int port) {
    try {
      DatagramChannel channel = DatagramChannel.open();
      try {
        channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        return new BeatReceiver(channel, bound).started();
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot listen for beats on UDP port " + port, e);
    }
  }

  private BeatReceiver started() {
    Thread.ofVirtual().name("beats-" + port).start(this::receive);
    return this;
  }

  private void receive() {
    ByteBuffer beats = ByteBuffer.allocate(512);
    try {
      while (channel.receive(beats.clear()) != null) {
        arrived(beats.position(), System.nanoTime());
      }
    } catch (IOException _) {
      // closed
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
