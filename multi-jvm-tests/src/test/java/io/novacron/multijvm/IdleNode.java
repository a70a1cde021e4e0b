package io.novacron.multijvm;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A process with the command line of a node that is ready and does nothing. It writes its arguments
 * to {@code arguments} in its folder, a line for each start; with {@code --die} it complains and
 * ends.
 */
final class IdleNode {
  private IdleNode() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    var id = after("--id", words);
    if (words.contains("--die")) {
      System.err.println(id + " cannot go on");
      System.exit(5);
    }
    Path data = Files.createDirectories(Path.of(after("--data", words)));
    Files.writeString(
        data.resolve("arguments"),
        String.join(" ", words) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    serve(Integer.parseInt(after("--management-port", words)));
  }

  private static void serve(int port) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 0);
    server.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  private static String after(String option, List<String> words) {
    return words.get(words.indexOf(option) + 1);
  }
}
