package io.novacron.multijvm.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One connection over the link: two sockets and a {@link Pipe} each way. */
final class Connection implements AutoCloseable {
  /** Small, since what waits in the kernel's buffers is not on the link's account. */
  static final int SOCKET_BUFFER_BYTES = 128 * 1024;

  private final SocketChannel client;
  private final SocketChannel server;
  private final List<Thread> threads = new ArrayList<>();

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private Connection(SocketChannel client, SocketChannel server) {
    this.client = client;
    this.server = server;
  }

  /** Connects to {@code target}; the bytes have to be {@link #start started}. */
  static Connection to(InetSocketAddress target, SocketChannel client) throws IOException {
    var server = SocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      server.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      client.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.connect(target);
      return new Connection(client, server);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Lets bytes flow, after a round trip in which the connection would have been made. */
  void start(OneWay there, OneWay back, LinkProfile profile, SplittableRandom random) {
    long open = System.nanoTime() + profile.rtt().toNanos();
    var out = new Pipe(client, server, there, profile, random.split(), open);
    var in = new Pipe(server, client, back, profile, random.split(), open);
    List<Work> works = List.of(out::takeIn, out::letOut, in::takeIn, in::letOut);
    works.forEach(work -> threads.add(thread(work)));
    threads.forEach(Thread::start);
  }

  private Thread thread(Work work) {
    return Thread.ofVirtual().name("link-pipe").unstarted(() -> run(work));
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (IOException | InterruptedException _) {
      close();
    }
  }

  /** Waits until both directions have ended, or the connection is closed. */
  void awaitEnd() throws InterruptedException {
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Breaks the connection, for both sides to see. */
  @Override
  public void close() {
    close(client);
    close(server);
    threads.forEach(Thread::interrupt);
  }

  private static void close(SocketChannel socket) {
    try {
      if (socket.isOpen()) {
        // A reset, not an orderly end: a broken link does not say good-bye.
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
