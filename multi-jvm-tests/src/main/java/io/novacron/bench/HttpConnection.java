package io.novacron.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * As much of HTTP/1.1 as a load generator needs: POST over one connection that is kept, answers
 * with a Content-Length. It costs next to nothing, so that what is measured is the server. For one
 * thread.
 */
final class HttpConnection {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int BUFFER_BYTES = 2048;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final String LENGTH = "content-length:";

  private final InetSocketAddress address;
  private final String headers;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  HttpConnection(URI server) {
    address = new InetSocketAddress(server.getHost(), server.getPort());
    headers =
        " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: ";
  }

  /**
   * Posts.
   *
   * @throws IOException when the answer is none of success, with the beginning of its body
   */
  void post(String path, String json) throws IOException {
    try {
      send("POST " + path + headers + json.length() + "\r\n\r\n" + json);
      receive();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void send(String request) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket();
      open.setTcpNoDelay(true);
      open.setSoTimeout((int) PATIENCE.toMillis());
      open.connect(address, (int) PATIENCE.toMillis());
      in = new BufferedInputStream(open.getInputStream(), BUFFER_BYTES);
      socket = open;
    }
    open.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private void receive() throws IOException {
    InputStream from = in;
    if (from == null) {
      throw new EOFException("not connected");
    }
    String status = line(from);
    int length = 0;
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    byte[] body = from.readNBytes(length);
    if (status.length() <= STATUS_AT || status.charAt(STATUS_AT) != '2') {
      throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
    }
  }

  private static String line(InputStream from) throws IOException {
    var line = new StringBuilder(64);
    for (int c = from.read(); c != '\n'; c = from.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  void close() {
    Socket open = socket;
    socket = null;
    in = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is of no use either way.
        return;
      }
    }
  }
}
