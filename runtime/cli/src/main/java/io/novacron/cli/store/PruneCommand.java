package io.novacron.cli.store;

import io.novacron.dwcp.hde.store.ContentStore;
import io.novacron.dwcp.hde.store.Entry;
import io.novacron.dwcp.hde.store.Pruned;
import io.novacron.dwcp.hde.store.StoreException;
import io.novacron.dwcp.hde.store.StoreView;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code store prune}. */
@Command(
    name = "prune",
    description =
        "Removes what is damaged, and what is old or beyond a bound, if those are given. Not while"
            + " a node uses it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PruneCommand implements Callable<Integer> {
  private final PrintStream out;
  private final InstantSource time;

  @Mixin private StoreOptions options = new StoreOptions();

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      converter = Amounts.Time.class,
      description = "What was not used for so long: 12h, 7d.")
  private @Nullable Duration age;

  @Option(
      names = "--most",
      paramLabel = "SIZE",
      converter = Amounts.Size.class,
      description = "What may stay, those of most worth: 512MiB, 20GiB.")
  private long mostBytes = Long.MAX_VALUE;

  PruneCommand(PrintStream out, InstantSource time) {
    this.out = out;
    this.time = time;
  }

  @Override
  public Integer call() throws StoreException {
    Path folder = options.folder();
    StoreView.requireStore(folder);
    try (var store = ContentStore.open(folder, mostBytes, time)) {
      Pruned pruned = store.prune(age);
      out.println(options.text(json(pruned), () -> table(pruned)));
    }
    return StoreMain.OK;
  }

  private static Map<String, Object> json(Pruned pruned) {
    var json = new LinkedHashMap<String, Object>();
    json.put("damaged", pruned.damaged().stream().map(Shapes::json).toList());
    json.put("old", pruned.old().stream().map(Shapes::json).toList());
    json.put("beyond", pruned.beyond().stream().map(Shapes::json).toList());
    json.put("freedBytes", freed(pruned));
    return json;
  }

  private static long freed(Pruned pruned) {
    return pruned.old().stream().mapToLong(Entry::storedBytes).sum()
        + pruned.beyond().stream().mapToLong(Entry::storedBytes).sum();
  }

  private static String table(Pruned pruned) {
    return String.format(
            Locale.ROOT,
            "removed %,d damaged, %,d old, %,d beyond the bound; %,d bytes are free again",
            pruned.damaged().size(),
            pruned.old().size(),
            pruned.beyond().size(),
            freed(pruned))
        + Shapes.lines(pruned.damaged());
  }
}
