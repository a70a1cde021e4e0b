package io.novacron.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Exercises the program against a server that knows one VM, so that the AOT cache which is made of
 * this run holds the classes of everyday commands.
 */
final class Training {
  private static final String AT = "\"2026-01-01T00:00:00Z\"";

  private static final String VM =
      """
      {"name":"a","version":1,"state":"running","host":"n1","hostReachable":true,"labels":{},\
      "spec":{"cpus":1},"createdAt":%s,"updatedAt":%s}\
      """
          .formatted(AT, AT);

  private static final String OPERATION =
      """
      {"id":"a.1","kind":"start","vm":"a","state":"succeeded","cancellable":false,\
      "createdAt":%s,"updatedAt":%s,"endedAt":%s,"deadline":%s}\
      """
          .formatted(AT, AT, AT, AT);

  private static final List<String> COMMANDS =
      List.of(
          "version",
          "--help",
          "vm list",
          "vm list -o json",
          "vm show a -o yaml",
          "vm show a",
          "vm create a --cpus 1",
          "vm start a --wait",
          "operation list",
          "vm frobnicate");

  private Training() {}

  static void run() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", Training::answer);
      server.start();
      exercise("http://127.0.0.1:" + server.getAddress().getPort());
      server.stop(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void exercise(String address) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var environment = Map.of("NOVACRON_SERVER", address);
    var terminal =
        new Terminal(InputStream.nullInputStream(), nowhere, nowhere, environment, true, true);
    COMMANDS.forEach(command -> Main.run(terminal, command.split(" ", -1)));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = body(exchange).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String body(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    boolean list = exchange.getRequestMethod().equals("GET") && path.endsWith("s");
    boolean operation = path.contains("/operations") || path.contains(":");
    String one = operation ? OPERATION : VM;
    return list ? "{\"items\":[" + one + "]}" : one;
  }
}
