package io.novacron.cli;

import io.novacron.client.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The command line beside a server of its own. */
final class Cli implements AutoCloseable {
  final FakeServer server;
  final Map<String, String> environment = new HashMap<>();
  String input = "";
  boolean terminal;

  private Cli(FakeServer server) {
    this.server = server;
    environment.put("NOVACRON_SERVER", server.address());
  }

  /** What a command left behind. */
  record Result(int exit, String out, String err) {}

  static Cli answering(Function<FakeServer.Request, FakeServer.Reply> script) {
    return new Cli(FakeServer.answering(script));
  }

  static Cli always(int status, String json) {
    return new Cli(FakeServer.always(FakeServer.json(status, json)));
  }

  Result run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal,
                terminal),
            args);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
