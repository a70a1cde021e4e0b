package io.novacron.bench;

import io.novacron.bench.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./novacron bench corpus}. */
@Command(
    name = "corpus",
    description =
        "Makes synthetic images for 'bench hde': memory of guests, disks, state, and 'pairs'. The"
            + " same bytes on any machine, without network.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CorpusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", required = true, description = "Folder to write to.")
  private Path out = Path.of("");

  @Option(
      names = "--mib",
      description = "Memory of a guest, 8 to 512; disks have twice as much (64).")
  private int mib = 64;

  @Override
  public Integer call() {
    try {
      new Corpus(mib, out).write();
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--mib: " + e.getMessage(), e);
    } catch (IOException e) {
      System.err.println("corpus: cannot write to " + out + ": " + e.getMessage());
      return BenchMain.CANNOT_RUN;
    }
  }
}
