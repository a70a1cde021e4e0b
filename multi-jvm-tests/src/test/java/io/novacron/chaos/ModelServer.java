package io.novacron.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a model server would: takes connections, which is all that nodes want of it today.
 */
final class ModelServer implements AutoCloseable {
  /** So many connections, and one more, the kernel takes by itself. */
  private static final int BACKLOG = 1;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port;
  private final List<Socket> crowd = new ArrayList<>();
  private @Nullable ServerSocket listener;
  private @Nullable Thread taker;

  ModelServer(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** It listens, and takes whoever comes. */
  void start() {
    ServerSocket opened = listen();
    taker = Thread.ofVirtual().name("model-server").start(() -> take(opened));
  }

  /** It listens, and is so busy that who comes has to wait. */
  void startBusy() {
    ServerSocket opened = listen();
    try {
      for (int i = 0; i <= BACKLOG; i++) {
        crowd.add(new Socket(opened.getInetAddress(), port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerSocket listen() {
    try {
      var opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listener = opened;
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void take(ServerSocket opened) {
    try {
      while (!opened.isClosed()) {
        opened.accept().close();
      }
    } catch (IOException _) {
      // It has ended.
    }
  }

  /** It ends: who comes is refused. */
  void stop() {
    try {
      if (listener != null) {
        listener.close();
      }
      for (Socket one : crowd) {
        one.close();
      }
      crowd.clear();
      awaitEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port is free only when nobody waits at it any more. */
  private void awaitEnd() {
    try {
      if (taker != null && !taker.join(PATIENCE)) {
        throw new IllegalStateException("the model server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
