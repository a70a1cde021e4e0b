package io.novacron.cli.hde;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hde diff}. */
@Command(
    name = "diff",
    description = "Says what it would cost to send one file to where another one is.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "BASE", description = "What the other side has.")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "IMAGE", description = "What would be sent.")
  private Path image = Path.of("");

  @Mixin private EncodeOptions options = new EncodeOptions();

  DiffCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Encoded encoded = Encoded.of(image, base, options.level(), OutputStream.nullOutputStream());
    out.println(options.text(encoded));
    return HdeMain.OK;
  }
}
