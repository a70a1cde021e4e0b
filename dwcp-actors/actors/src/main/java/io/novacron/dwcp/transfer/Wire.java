package io.novacron.dwcp.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes over a connection, in the clear or not; one thread may read while another writes. */
interface Wire {
  /** Reads some; -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** Writes some or all. */
  void write(ByteBuffer source) throws IOException;

  /** In the clear. */
  static Wire plain(SocketChannel socket) {
    return new Wire() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        return socket.read(target);
      }

      @Override
      public void write(ByteBuffer source) throws IOException {
        socket.write(source);
      }
    };
  }
}
