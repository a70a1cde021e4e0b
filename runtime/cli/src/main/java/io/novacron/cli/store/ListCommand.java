package io.novacron.cli.store;

import io.novacron.dwcp.hde.store.Entry;
import io.novacron.dwcp.hde.store.StoreException;
import io.novacron.dwcp.hde.store.StoreView;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code store list}. */
@Command(
    name = "list",
    description = "Shows what is kept, the newest first; a node may use it meanwhile.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private StoreOptions options = new StoreOptions();

  ListCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws StoreException {
    List<Entry> entries = StoreView.of(options.folder()).entries();
    out.println(
        options.text(entries.stream().map(Shapes::json).toList(), () -> Shapes.table(entries)));
    return StoreMain.OK;
  }
}
