package io.novacron.cli;

import io.novacron.client.NovaCronClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, and what they stand for. */
@Command(
    name = "novacron",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs virtual machines over several sites, and moves them live between them.")
final class Novacron implements AutoCloseable {
  private static final String DEFAULT_SERVER = "127.0.0.1:8080";

  @Option(
      names = "--server",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      split = ",",
      description =
          "Node to ask, or several: the next is asked when one is silent. Default:"
              + " NOVACRON_SERVER, else http://127.0.0.1:8080.")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--ca",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Certificate of the authority that nodes are to have theirs from. Default: NOVACRON_CA.")
  private @Nullable Path ca;

  @Option(
      names = "--cert",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Own certificate, shown to nodes. Default: NOVACRON_CERT.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Its private key, PKCS#8. Default: NOVACRON_KEY.")
  private @Nullable Path key;

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; default table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours, as NO_COLOR does.")
  private boolean noColor;

  @Option(
      names = "--request-timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "DURATION",
      converter = Quantities.OfTime.class,
      description = "Longest wait for one answer; default 30s.")
  private Duration requestTimeout = Duration.ofSeconds(30);

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Shows where in the program an error came from.")
  boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Shows this.")
  boolean help;

  private final Terminal terminal;
  private @Nullable NovaCronClient client;

  Novacron(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  Output output() {
    return new Output(terminal.out(), format, terminal.wantsColor() && !noColor);
  }

  /** Whether answers are for people, not for programs. */
  boolean isForPeople() {
    return format == Format.TABLE;
  }

  Waiting waiting() {
    return new Waiting(this);
  }

  List<String> servers() {
    if (!given.isEmpty()) {
      return given;
    }
    return List.of(terminal.variable("NOVACRON_SERVER").orElse(DEFAULT_SERVER).split(",", -1));
  }

  private @Nullable Path named(String variable, @Nullable Path given) {
    return given == null ? terminal.variable(variable).map(Path::of).orElse(null) : given;
  }

  /** Made when it is needed: {@code version} asks nobody. */
  NovaCronClient client() {
    if (client == null) {
      var builder = NovaCronClient.builder().timeout(requestTimeout);
      new Certificates(
              named("NOVACRON_CA", ca),
              named("NOVACRON_CERT", certificate),
              named("NOVACRON_KEY", key))
          .giveTo(builder);
      servers().forEach(builder::server);
      client = builder.build();
    }
    return client;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
