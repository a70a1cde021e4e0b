package io.novacron.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code node}: hosts. */
@Command(name = "node", description = "Hosts that run VMs.")
final class NodeCommands {
  private final Novacron root;

  NodeCommands(Novacron root) {
    this.root = root;
  }

  @Command(description = "Lists nodes.")
  int list(@Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(
        output, () -> output.list(Tables.NODES, root.client().nodes().list().stream()));
  }

  @Command(description = "Shows a node.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(output, () -> output.item(root.client().nodes().get(id)));
  }
}
