package io.novacron.cli.hde;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hde encode}. */
@Command(
    name = "encode",
    description = "Encodes a file, against an earlier version of it if there is one.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EncodeCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "IMAGE", description = "What is to be sent.")
  private Path image = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "Where its frames go.")
  private Path target = Path.of("");

  @Option(names = "--base", paramLabel = "FILE", description = "What the other side has.")
  private @Nullable Path base;

  @Mixin private EncodeOptions options = new EncodeOptions();

  EncodeCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    try (var unfinished = new Unfinished(target)) {
      Encoded encoded;
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(unfinished.path()))) {
        encoded = Encoded.of(image, base, options.level(), file);
      }
      unfinished.finish();
      out.println(options.text(encoded));
    }
    return HdeMain.OK;
  }
}
