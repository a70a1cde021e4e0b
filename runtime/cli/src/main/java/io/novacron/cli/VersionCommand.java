package io.novacron.cli;

import io.novacron.client.BuildInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code version}: of this program, and of a node if asked for. */
@Command(name = "version", description = "What this program is; no node is asked.")
final class VersionCommand implements Callable<Integer> {
  @Option(names = "--node", description = "What runs on the node that answers.")
  private boolean node;

  private final Novacron root;

  VersionCommand(Novacron root) {
    this.root = root;
  }

  /** What is told of this program. */
  record Client(String version, String build, String java) {}

  @Override
  public Integer call() {
    if (node) {
      root.output().item(root.client().version());
      return Exit.OK;
    }
    BuildInfo info = BuildInfo.current();
    String java = Runtime.version().toString();
    String words = "novacron %s, build %s, java %s".formatted(info.version(), info.build(), java);
    root.output().item(new Client(info.version(), info.build(), java), words);
    return Exit.OK;
  }
}
