package io.novacron.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** Entry of the command line. */
public final class Main {
  private static final String[] EXIT_CODES = {
    "",
    "Exit codes: 0 ok, 1 internal, 2 usage, 3 not found, 4 conflict, 5 precondition, 6 timed out,",
    "7 rolled back or cancelled. More in docs/cli.md."
  };

  private static final int HELP_WIDTH = 100;

  private Main() {}

  /**
   * Runs one command and exits with its code.
   *
   * @param args the command's words; {@code --train} alone exercises the program for its AOT cache
   */
  public static void main(String[] args) {
    if (List.of(args).equals(List.of("--train"))) {
      Training.run();
      System.exit(Exit.OK);
    }
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs one command and gives its exit code. */
  static int run(Terminal terminal, String... args) {
    try (var root = new Novacron(terminal)) {
      int exit = commandLine(root, args).execute(args);
      terminal.out().flush();
      terminal.err().flush();
      return exit;
    }
  }

  private static CommandLine commandLine(Novacron root, String... args) {
    var failures = new Failures(root);
    var commandLine = Commands.below(root, args);
    commandLine.setExpandAtFiles(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(writer(root.terminal().out()));
    commandLine.setErr(writer(root.terminal().err()));
    commandLine.setExecutionExceptionHandler(failures);
    commandLine.setParameterExceptionHandler(failures);
    commandLine.setExecutionStrategy(new CommandLine.RunLast());
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.getCommandSpec().usageMessage().footer(EXIT_CODES);
    return commandLine;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
