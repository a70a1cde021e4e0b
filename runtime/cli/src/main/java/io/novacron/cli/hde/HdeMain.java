package io.novacron.cli.hde;

import io.novacron.dwcp.hde.MalformedPayloadException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code novacron hde}: HDE on files, as a tool of its own; no node is asked. */
@Command(
    name = "novacron hde",
    description =
        "Sends files as the difference to what the other side has: guest memory, disks, state."
            + " No node is asked.",
    mixinStandardHelpOptions = true,
    subcommands = {EncodeCommand.class, DecodeCommand.class, DiffCommand.class})
public final class HdeMain {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private HdeMain() {}

  /**
   * Exits with 0 when it is done, 2 for a wrong command line or a file that cannot be read, 1 when
   * something cannot be decoded or written.
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    var command =
        new CommandLine(new HdeMain(), new Printing(out))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(writer(out))
            .setErr(writer(err));
    command.setExecutionExceptionHandler((failure, line, result) -> {
      err.println("novacron hde: " + why(failure));
      return isUsage(failure) ? USAGE : FAILED;
    });
    return command.execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static boolean isUsage(Exception failure) {
    return failure instanceof NoSuchFileException || failure instanceof AccessDeniedException;
  }

  private static String why(Exception failure) throws Exception {
    return switch (failure) {
      case NoSuchFileException e -> "there is no file " + e.getFile();
      case AccessDeniedException e -> e.getFile() + " may not be read or written by this user";
      case MalformedPayloadException e ->
          "this cannot be decoded: " + e.getMessage() + "; get it, and its base, again";
      case IOException e -> String.valueOf(e.getMessage());
      default -> throw failure;
    };
  }

  /** Makes commands that print where it is wanted. */
  private record Printing(PrintStream out) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == EncodeCommand.class) {
        return type.cast(new EncodeCommand(out));
      }
      if (type == DecodeCommand.class) {
        return type.cast(new DecodeCommand(out));
      }
      return type == DiffCommand.class
          ? type.cast(new DiffCommand(out))
          : CommandLine.defaultFactory().create(type);
    }
  }
}
