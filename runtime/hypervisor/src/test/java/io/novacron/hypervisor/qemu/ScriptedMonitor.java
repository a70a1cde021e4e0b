package io.novacron.hypervisor.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A monitor that answers as a test says, one client after the other. */
final class ScriptedMonitor implements AutoCloseable {
  private static final String GREETING =
      "{\"QMP\": {\"version\": {\"qemu\": {\"major\": 7, \"minor\": 2, \"micro\": 22}}}}";

  private final ServerSocketChannel server;
  private final String greeting;
  private final UnaryOperator<String> script;

  private ScriptedMonitor(
      ServerSocketChannel server, String greeting, UnaryOperator<String> script) {
    this.server = server;
    this.greeting = greeting;
    this.script = script;
  }

  /**
   * @param script from a command's line to what is said in return, lines with their ends; {@code
   *     "hang up"} closes the connection
   */
  static ScriptedMonitor on(Path socket, UnaryOperator<String> script) throws IOException {
    return on(socket, GREETING + "\r\n", script);
  }

  static ScriptedMonitor on(Path socket, String greeting, UnaryOperator<String> script)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    var monitor = new ScriptedMonitor(server, greeting, script);
    Thread.ofVirtual().start(monitor::serve);
    return monitor;
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        say(client, greeting);
        converse(client);
      } catch (IOException _) {
        // the client or the test has gone
      }
    }
  }

  private void converse(SocketChannel client) throws IOException {
    var lines = new BufferedReader(Channels.newReader(client, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String answer = line.contains("qmp_capabilities") ? returned(line, "{}") : script.apply(line);
      if (answer.equals("hang up")) {
        return;
      }
      say(client, answer);
    }
  }

  /** The reply to the command on {@code line}. */
  static String returned(String line, String value) {
    return "{\"return\": " + value + ", \"id\": " + id(line) + "}\n";
  }

  static String refused(String line, String why) {
    return "{\"error\": {\"class\": \"GenericError\", \"desc\": \""
        + why
        + "\"}, \"id\": "
        + id(line)
        + "}\n";
  }

  private static String id(String line) {
    return line.replaceAll(".*\"id\":(\\d+).*", "$1");
  }

  private static void say(SocketChannel client, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
