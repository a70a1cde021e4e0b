package io.novacron.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Two contexts that talk to each other over loopback. */
final class Handshake {
  private Handshake() {}

  /** The certificate that the server showed; fails when either side refuses the other. */
  static X509Certificate between(SSLContext server, SSLContext client) throws Exception {
    try (var listener =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setNeedClientAuth(true);
      listener.setSoTimeout(5000);
      CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> echo(listener));
      return shown(client, listener.getLocalPort(), served);
    }
  }

  /** What the server refuses the client sees only as a connection that breaks (TLS 1.3). */
  private static X509Certificate shown(
      SSLContext client, int port, CompletableFuture<Integer> served) throws Exception {
    try {
      X509Certificate shown = dial(client, port);
      served.get(10, TimeUnit.SECONDS);
      return shown;
    } catch (IOException broken) {
      try {
        served.get(10, TimeUnit.SECONDS);
      } catch (ExecutionException refused) {
        refused.addSuppressed(broken);
        throw refused;
      }
      throw broken;
    }
  }

  private static int echo(SSLServerSocket listener) {
    try (var socket = listener.accept()) {
      socket.setSoTimeout(5000);
      int read = socket.getInputStream().read();
      socket.getOutputStream().write(read);
      return read;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static X509Certificate dial(SSLContext client, int port)
      throws IOException, ExecutionException, TimeoutException {
    try (var socket =
        (SSLSocket)
            client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(7);
      if (socket.getInputStream().read() != 7) {
        throw new IOException("no answer");
      }
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
