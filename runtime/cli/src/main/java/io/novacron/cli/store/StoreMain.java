package io.novacron.cli.store;

import io.novacron.config.ConfigurationException;
import io.novacron.dwcp.hde.store.StoreException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code novacron store}: what a node keeps of images; no node is asked. */
@Command(
    name = "novacron store",
    description =
        "Shows, proves and tidies what a node keeps of images, so that what comes back costs only"
            + " its difference. No node is asked.",
    mixinStandardHelpOptions = true)
public final class StoreMain {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int CONFLICT = 4;

  private StoreMain() {}

  /**
   * Exits with 0 when it is done, 1 when something is damaged or fails, 2 for a wrong command line,
   * 3 when there is no store, 4 when a node uses it and the command would change it.
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, InstantSource.system(), arguments));
  }

  static int run(PrintStream out, PrintStream err, InstantSource time, String... arguments) {
    var command =
        new CommandLine(new StoreMain())
            .addSubcommand(new StatsCommand(out))
            .addSubcommand(new ListCommand(out))
            .addSubcommand(new VerifyCommand(out))
            .addSubcommand(new PruneCommand(out, time))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true, out.charset()))
            .setErr(new PrintWriter(err, true, err.charset()));
    command.setExecutionExceptionHandler((failure, line, result) -> {
      err.println("novacron store: " + failure.getMessage() + advice(failure));
      return code(failure);
    });
    return command.execute(arguments);
  }

  private static int code(Exception failure) throws Exception {
    return switch (failure) {
      case ConfigurationException _ -> USAGE;
      case StoreException e ->
          switch (e.kind()) {
            case UNKNOWN -> NOT_FOUND;
            case LOCKED -> CONFLICT;
            case FULL, CORRUPT, FOREIGN_VERSION, IO -> FAILED;
          };
      default -> throw failure;
    };
  }

  private static String advice(Exception failure) {
    if (!(failure instanceof StoreException e)) {
      return "";
    }
    return switch (e.kind()) {
      case LOCKED -> "; stop the node first. 'stats', 'list' and 'verify' do not need that";
      case UNKNOWN -> "; name it with --dir";
      case FULL, CORRUPT, FOREIGN_VERSION, IO -> "";
    };
  }
}
