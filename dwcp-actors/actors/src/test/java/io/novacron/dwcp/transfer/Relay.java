package io.novacron.dwcp.transfer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two sides so that connections can be killed or spoilt without their knowing. */
final class Relay implements AutoCloseable {
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final InetSocketAddress target;
  private final List<SocketChannel> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong forwarded = new AtomicLong();
  private volatile boolean refusing;
  private volatile boolean mute;
  private volatile boolean spoil;

  Relay(InetSocketAddress target) throws IOException {
    this.target = target;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.socket().getLocalSocketAddress();
  }

  int accepted() {
    return accepted.get();
  }

  long forwarded() {
    return forwarded.get();
  }

  /** Kills the connections that stand. */
  void kill() {
    sockets.forEach(Ending::close);
    sockets.clear();
  }

  /** Kills the connections, and any that may come. */
  void cut() {
    refusing = true;
    kill();
  }

  /** Swallows everything from now on, both ways, while connections stay. */
  void mute() {
    mute = true;
  }

  /** Turns a bit over in what is forwarded next. */
  void spoil() {
    spoil = true;
  }

  @Override
  public void close() {
    Ending.close(listener);
    kill();
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        join(listener.accept());
      } catch (IOException _) {
        // Closed, or the target is gone.
      }
    }
  }

  private void join(SocketChannel client) throws IOException {
    accepted.incrementAndGet();
    if (refusing) {
      client.close();
      return;
    }
    var server = SocketChannel.open(target);
    sockets.add(client);
    sockets.add(server);
    Thread.ofVirtual().name("relay-there").start(() -> pump(client, server, true));
    Thread.ofVirtual().name("relay-back").start(() -> pump(server, client, false));
  }

  private void pump(SocketChannel from, SocketChannel to, boolean there) {
    var piece = ByteBuffer.allocate(16 * 1024);
    try (from;
        to) {
      while (from.read(piece) >= 0) {
        piece.flip();
        pass(piece, to, there);
        piece.clear();
      }
    } catch (IOException _) {
      // Killed.
    }
  }

  private void pass(ByteBuffer piece, SocketChannel to, boolean there) throws IOException {
    if (spoil && there && piece.limit() > 1000) {
      spoil = false;
      piece.put(900, (byte) (piece.get(900) ^ 1));
    }
    if (there) {
      forwarded.addAndGet(piece.remaining());
    }
    while (!mute && piece.hasRemaining()) {
      to.write(piece);
    }
  }
}
