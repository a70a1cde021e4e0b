package io.novacron.cli;

import io.novacron.client.resource.BootRecordResource;
import io.novacron.client.resource.BootResource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code boot}: how the node that answers booted. */
@Command(name = "boot", description = "How a node booted, and what it waits for.")
final class BootCommands {
  private final Novacron root;

  BootCommands(Novacron root) {
    this.root = root;
  }

  @Command(description = "Shows when each component waited, worked and was up.")
  int report() {
    BootResource boot = root.client().boot();
    root.output().item(boot, BootText.waterfall(boot), () -> BootSvg.of(boot));
    return Exit.OK;
  }

  @Command(description = "Shows the last boots of the node, and what takes longer than it did.")
  int history() {
    List<BootRecordResource> boots = root.client().boots();
    root.output().list(Tables.BOOTS, boots.stream());
    return Exit.OK;
  }

  @Command(
      name = "critical-chain",
      description = "Shows the chain of components that decided how long it took.")
  int criticalChain() {
    BootResource boot = root.client().boot();
    root.output().item(boot.criticalPath(), BootText.chain(boot));
    return Exit.OK;
  }

  @Command(description = "Says how a component stands, and why.")
  int why(@Parameters(paramLabel = "COMPONENT") String component) {
    BootResource boot = root.client().boot();
    return BootText.find(boot, component)
        .map(found -> {
          root.output().item(found, BootText.why(boot, found));
          return Exit.OK;
        })
        .orElseGet(() -> {
          root.terminal().err().println(BootText.unknown(boot, component));
          return Exit.NOT_FOUND;
        });
  }
}
