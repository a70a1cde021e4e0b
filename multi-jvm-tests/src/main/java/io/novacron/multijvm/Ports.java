package io.novacron.multijvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of loopback that nobody listens on now. */
public final class Ports {
  private Ports() {}

  /**
   * Different free ports. They lie below the range from which the system takes ports of outgoing
   * connections, so that none of those gets one before its owner does.
   */
  public static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        held.add(bindAny());
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      held.forEach(Ports::close);
    }
  }

  /** Whether somebody listens on {@code port} of loopback. */
  public static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  private static ServerSocket bindAny() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = 15_000 + ThreadLocalRandom.current().nextInt(16_000);
      try {
        var socket = new ServerSocket();
        socket.setReuseAddress(false);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
      } catch (IOException taken) {
        // Somebody has it; the next one.
      }
    }
    throw new IllegalStateException("no free port between 15000 and 31000");
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
