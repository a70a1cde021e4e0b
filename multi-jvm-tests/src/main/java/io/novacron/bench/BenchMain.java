package io.novacron.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./novacron bench}: prints one JSON object, and everything else to standard error. */
@Command(
    name = "novacron bench",
    description = "Measures NovaCron on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      VmOpsCommand.class,
      BootCommand.class,
      HdeCommand.class,
      MessagesCommand.class,
      CaptureCommand.class,
      CorpusCommand.class,
      GuestsCommand.class
    })
public final class BenchMain {
  /** It cannot run here; what would let it is said. */
  static final int CANNOT_RUN = 5;

  private BenchMain() {}

  /** Exits with 0 when it has measured, 2 for a wrong command line, 5 when it cannot run here. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new BenchMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
