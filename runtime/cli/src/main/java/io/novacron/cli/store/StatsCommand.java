package io.novacron.cli.store;

import io.novacron.dwcp.hde.store.Stats;
import io.novacron.dwcp.hde.store.StoreException;
import io.novacron.dwcp.hde.store.StoreView;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code store stats}. */
@Command(
    name = "stats",
    description = "Says how much is kept; a node may use it meanwhile.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StatsCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private StoreOptions options = new StoreOptions();

  StatsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws StoreException {
    Stats stats = StoreView.of(options.folder()).stats();
    out.println(options.text(Shapes.json(stats), () -> Shapes.table(stats)));
    return StoreMain.OK;
  }
}
