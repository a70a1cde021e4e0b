package io.novacron.cli;

import io.novacron.client.Cluster;
import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.MemberResource;
import io.novacron.client.resource.ModeResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cluster}: membership, as the node sees it that answers. */
@Command(name = "cluster", description = "Who belongs together.")
final class ClusterCommands {
  private final Novacron root;

  ClusterCommands(Novacron root) {
    this.root = root;
  }

  private Cluster cluster() {
    return root.client().cluster();
  }

  @Command(description = "Lists members.")
  int members(@Mixin Options.Watch watch) {
    return watch.show(root.output(), () -> show(cluster().get()));
  }

  @Command(
      description = "Shows how far the peers of the node that answers are, and why it thinks so.")
  int mode() {
    ModeResource mode = cluster().mode();
    root.output().item(mode, ModeText.of(mode));
    return Exit.OK;
  }

  @Command(description = "Has the node that answers join a cluster.")
  int join(
      @Parameters(
              paramLabel = "ADDRESS",
              description = "Of a member, such as pekko://novacron@10.0.0.1:25520.")
          String address) {
    show(cluster().join(address));
    return Exit.OK;
  }

  @Command(description = "Has a node leave in good order.")
  int leave(@Parameters(paramLabel = "NODE") String node) {
    show(cluster().leave(node));
    return Exit.OK;
  }

  @Command(description = "Declares a node dead that will not come back by itself.")
  int down(@Parameters(paramLabel = "NODE") String node) {
    show(cluster().down(node));
    return Exit.OK;
  }

  private void show(ClusterResource cluster) {
    Output output = root.output();
    output.list(Tables.MEMBERS, cluster.members().stream());
    if (cluster.members().stream().noneMatch(MemberResource::leader)) {
      root.terminal().err().println("novacron: the cluster has no leader at the moment");
    }
  }
}
