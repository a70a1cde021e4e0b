package io.novacron.multijvm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Dependencies of a node that can be taken away, slowed down and given back. */
interface Trouble extends AutoCloseable {
  void down() throws IOException;

  void up() throws IOException;

  void slow() throws IOException;

  @Override
  void close();

  /** A model server, as far as a node knows it: whether it takes connections. */
  final class Model implements Trouble {
    private static final int SHORTEST_QUEUE = 1;

    private final int port;
    private final List<AutoCloseable> open = new ArrayList<>();

    Model(int port) {
      this.port = port;
    }

    @Override
    public void up() throws IOException {
      down();
      var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      open.add(server);
      Thread.ofVirtual().start(() -> takeAll(server));
    }

    private static void takeAll(ServerSocket server) {
      try {
        while (!server.isClosed()) {
          server.accept().close();
        }
      } catch (IOException e) {
        // Closed: that is how it goes down.
      }
    }

    /** Nobody takes what waits, and the queue is full: a connection gets no answer at all. */
    @Override
    public void slow() throws IOException {
      down();
      open.add(new ServerSocket(port, SHORTEST_QUEUE, InetAddress.getLoopbackAddress()));
      for (int i = 0; i < SHORTEST_QUEUE + 3; i++) {
        var waiting = java.nio.channels.SocketChannel.open();
        waiting.configureBlocking(false);
        waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        open.add(waiting);
      }
    }

    @Override
    public void down() {
      for (AutoCloseable part : open.reversed()) {
        try {
          part.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
      open.clear();
    }

    @Override
    public void close() {
      down();
    }
  }

  /** The agent of a registry: says yes to whatever it is told. */
  final class Registry implements Trouble {
    private final int port;
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile Duration pause = Duration.ZERO;

    Registry(int port) {
      this.port = port;
    }

    @Override
    public void up() throws IOException {
      pause = Duration.ZERO;
      if (servers.isEmpty()) {
        listen();
      }
    }

    private void listen() throws IOException {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var server = HttpServer.create(address, 50);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            LockSupport.parkNanos(pause.toNanos());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      servers.add(server);
    }

    @Override
    public void slow() throws IOException {
      up();
      pause = Duration.ofSeconds(8);
    }

    @Override
    public void down() {
      servers.forEach(server -> server.stop(0));
      servers.clear();
    }

    @Override
    public void close() {
      down();
    }
  }

  /** Whether something takes a connection there. */
  static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
