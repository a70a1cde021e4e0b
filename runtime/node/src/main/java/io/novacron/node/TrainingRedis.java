package io.novacron.node;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * As much of a Redis as its client needs to be content: it keeps nothing. Where an AOT cache is
 * made, there is no other.
 */
final class TrainingRedis implements AutoCloseable {
  /** What Redis 7 says of itself, in RESP3: a map. */
  private static final String HELLO =
      """
      %6
      $6
      server
      $5
      redis
      $7
      version
      $5
      7.0.0
      $5
      proto
      :3
      $2
      id
      :1
      $4
      mode
      $10
      standalone
      $4
      role
      $6
      master
      """
          .replace("\n", "\r\n");

  private final ServerSocket listener;

  private TrainingRedis(ServerSocket listener) {
    this.listener = listener;
  }

  static TrainingRedis open() {
    try {
      var redis = new TrainingRedis(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(redis::accept);
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException _) {
      // Closed, which ends this.
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = connection.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(answer(command(line, in)).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  /** The first word of a command, which is an array of strings. */
  private static String command(String array, BufferedReader in) throws IOException {
    String first = "";
    for (int words = count(array); words > 0; words--) {
      String word = word(count(in.readLine()), in);
      first = first.isEmpty() ? word : first;
    }
    return first;
  }

  /** What follows the mark of an array or a string. */
  private static int count(@Nullable String header) throws IOException {
    if (header == null || !header.matches("[*$]\\d{1,7}")) {
      throw new IOException("not what a client of Redis says: " + header);
    }
    return Integer.parseInt(header.substring(1));
  }

  private static String word(int length, BufferedReader in) throws IOException {
    var word = new char[length + 2];
    for (int done = 0; done < word.length; ) {
      int read = in.read(word, done, word.length - done);
      if (read < 0) {
        throw new EOFException("the client has gone");
      }
      done += read;
    }
    return new String(word, 0, length);
  }

  private static String answer(String command) {
    return switch (command.toUpperCase(Locale.ROOT)) {
      case "HELLO" -> HELLO;
      case "PING" -> "+PONG\r\n";
      case "GET" -> "_\r\n";
      default -> "+OK\r\n";
    };
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
