package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits on a unix socket for the one connection that carries a migration. */
final class StreamListener implements AutoCloseable {
  private final Path path;
  private final ServerSocketChannel server;

  StreamListener(Path path) throws IOException {
    this.path = path;
    Files.deleteIfExists(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), 1);
      server.configureBlocking(false);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * @throws SocketTimeoutException when nobody connects in time
   */
  SocketChannel accept(Duration deadline) throws IOException {
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      selector.select(deadline.toMillis());
      SocketChannel accepted = server.accept();
      if (accepted == null) {
        throw new SocketTimeoutException("nobody connected to " + path);
      }
      return accepted;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
