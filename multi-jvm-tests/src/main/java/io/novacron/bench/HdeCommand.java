package io.novacron.bench;

import io.novacron.multijvm.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./novacron bench hde}. */
@Command(
    name = "hde",
    description =
        "Encodes and decodes pairs of files, compares them byte for byte, and says what zstd,"
            + " xdelta3 and rsync make of the same pairs.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HdeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--corpus", required = true, description = "Folder of the files.")
  private Path corpus = Path.of("");

  @Option(
      names = "--pairs",
      required = true,
      description = "File of lines 'base<TAB>current', relative to the corpus; base - for none.")
  private Path pairs = Path.of("");

  @Option(names = "--level", description = "zstd's, here and of its peers (3).")
  private int level = 3;

  @Option(names = "--runs", description = "Measured passes of ours, after one that is not (3).")
  private int runs = 3;

  @Option(names = "--no-peers", description = "Leaves zstd, xdelta3 and rsync out.")
  private boolean alone;

  @Option(names = "-o", description = "json or table (json).")
  private OutputForm output = OutputForm.json;

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new ParameterException(spec.commandLine(), "--runs is 1 or more, not " + runs);
    }
    var context = new Context();
    List<HdePair> all;
    try {
      all = HdePair.in(pairs, corpus);
    } catch (IOException e) {
      System.err.println("hde: " + e.getMessage());
      return BenchMain.CANNOT_RUN;
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("pairs", measured(all));
    document.put("context", context.json(List.of(), Map.of("level", level, "runs", runs)));
    System.out.println(output.text(document));
    return 0;
  }

  private List<Map<String, Object>> measured(List<HdePair> all) throws IOException {
    Path folder = Files.createTempDirectory("novacron-bench");
    List<Map<String, Object>> results = new ArrayList<>();
    try {
      for (HdePair pair : all) {
        System.err.println("hde: " + pair.baseName() + " -> " + pair.currentName());
        results.add(measured(pair, folder));
      }
    } finally {
      Leftovers.remove(folder);
    }
    return results;
  }

  private Map<String, Object> measured(HdePair pair, Path folder) throws IOException {
    Map<String, Object> result = HdeRun.of(pair, level, runs).json();
    if (!alone) {
      result.put("peers", new HdePeers(pair, level, folder).json());
    }
    return result;
  }
}
