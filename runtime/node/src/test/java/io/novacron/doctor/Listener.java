package io.novacron.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A process that listens on a port, says on which, and ends when nobody has stopped it. */
final class Listener {
  private static final int LONGEST_MILLIS = 60_000;

  private Listener() {}

  public static void main(String[] arguments) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println(socket.getLocalPort());
      socket.setSoTimeout(LONGEST_MILLIS);
      socket.accept().close();
    }
  }
}
