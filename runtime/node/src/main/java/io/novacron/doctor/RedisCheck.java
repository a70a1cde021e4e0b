package io.novacron.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether Redis answers. Without it a node caches in memory, so nothing here is a fault. */
final class RedisCheck implements Check {
  private static final String NAME = "cache";
  private static final int PORT = 6_379;
  private static final int WAIT_MILLIS = 2_000;

  /** No answer of ours is longer. */
  private static final int MOST_CHARS = 512;

  private final Subject.Cache cache;

  RedisCheck(Subject.Cache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> look() {
    try (var socket = new Socket()) {
      socket.connect(HostPort.of(cache.address(), PORT).resolved(), WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      return List.of(talk(socket));
    } catch (IOException | IllegalArgumentException e) {
      return List.of(unreachable(e));
    }
  }

  private Finding talk(Socket socket) throws IOException {
    var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
    var answers = new BufferedReader(in, MOST_CHARS);
    if (cache.passwordFile().isPresent()) {
      String answer = ask(socket, answers, "AUTH", password(cache.passwordFile().get()));
      if (!answer.equals("+OK")) {
        return judge(cache.address(), answer, 0);
      }
    }
    long begin = System.nanoTime();
    String answer = ask(socket, answers, "PING");
    return judge(cache.address(), answer, System.nanoTime() - begin);
  }

  private static String password(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  /** One command in the protocol of Redis (RESP): an array of strings, each with its length. */
  private static String ask(Socket socket, BufferedReader answers, String... words)
      throws IOException {
    var command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    return line(answers);
  }

  private static String line(BufferedReader answers) throws IOException {
    var line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0 || line.length() > MOST_CHARS) {
        throw new IOException("it does not speak the protocol of Redis");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  static Finding judge(String address, String answer, long nanos) {
    if (answer.equals("+PONG")) {
      return Finding.ok(
          NAME,
          String.format(Locale.ROOT, "Redis at %s, %.2f ms round trip", address, nanos / 1e6));
    }
    boolean locked = answer.startsWith("-NOAUTH") || answer.startsWith("-WRONGPASS");
    return Finding.warning(
        NAME,
        "Redis at " + address + ": " + answer,
        locked
            ? "Put its password (requirepass) into the file that --cache-password-file names."
            : "See its log; until then this node caches in memory.");
  }

  private Finding unreachable(Exception why) {
    return Finding.warning(
        NAME,
        "Redis at " + cache.address() + ": " + why.getMessage(),
        "Start it (systemctl start redis-server), or correct its address and password file; until"
            + " then this node caches in memory.");
  }
}
