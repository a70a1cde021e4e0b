package io.novacron.dwcp.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Bytes under TLS 1.3; both sides show a certificate. Whom to trust is the context's affair. It is
 * never closed as TLS would have it: that waits for a peer that may be gone, and frames have an end
 * of their own.
 */
final class TlsWire implements Wire {
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final InputStream in;
  private final OutputStream out;
  private byte[] copy = new byte[0];

  private TlsWire(SSLSocket socket) throws IOException {
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** The end that was dialled; its handshake is made by the first read. */
  static TlsWire accepted(SSLContext context, SocketChannel socket) throws IOException {
    SSLSocket tls = over(context, socket);
    tls.setUseClientMode(false);
    tls.setNeedClientAuth(true);
    return new TlsWire(tls);
  }

  /** The end that dialled; returns when the other one has shown its certificate. */
  static TlsWire dialled(SSLContext context, SocketChannel socket) throws IOException {
    SSLSocket tls = over(context, socket);
    tls.setUseClientMode(true);
    tls.startHandshake();
    return new TlsWire(tls);
  }

  private static SSLSocket over(SSLContext context, SocketChannel socket) throws IOException {
    var peer = (InetSocketAddress) socket.getRemoteAddress();
    var tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket.socket(), peer.getHostString(), peer.getPort(), false);
    tls.setEnabledProtocols(PROTOCOLS);
    return tls;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int got = in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
    if (got > 0) {
      target.position(target.position() + got);
    }
    return got;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    int bytes = source.remaining();
    if (source.hasArray()) {
      out.write(source.array(), source.arrayOffset() + source.position(), bytes);
    } else {
      copy = copy.length < bytes ? new byte[bytes] : copy;
      source.get(source.position(), copy, 0, bytes);
      out.write(copy, 0, bytes);
    }
    source.position(source.limit());
  }
}
