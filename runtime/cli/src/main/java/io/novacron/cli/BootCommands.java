package io.novacron.cli;

import io.novacron.client.picture.BootPicture;
import io.novacron.client.resource.BootResource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boot}: how the node that answers booted. */
@Command(name = "boot", description = "How a node booted, and what it waits for.")
final class BootCommands {
  private final Novacron root;

  BootCommands(Novacron root) {
    this.root = root;
  }

  /** Which of a node's boots. */
  static final class Which {
    @Option(
        names = "--boot",
        paramLabel = "N",
        description = "One of its last boots, see 'boot history'; default: that of now.")
    private @Nullable Integer number;

    BootResource of(Novacron root) {
      return number == null ? root.client().boot() : root.client().boot(number);
    }
  }

  @Command(
      description = {
        "Shows when each component waited, worked and was up.",
        "-o svg draws it: 'novacron boot report -o svg > boot.svg', then open that."
      })
  int report(@Mixin Which which) {
    BootResource boot = which.of(root);
    root.output().picture(boot, BootText.waterfall(boot), () -> BootPicture.of(boot));
    return Exit.OK;
  }

  @Command(
      name = "critical-chain",
      description = "Shows the chain of components that decided how long it took.")
  int criticalChain(@Mixin Which which) {
    BootResource boot = which.of(root);
    root.output().item(boot.criticalPath(), BootText.chain(boot));
    return Exit.OK;
  }

  @Command(description = "Says how a component stands, since when, and why.")
  int why(@Parameters(paramLabel = "COMPONENT") String component) {
    BootResource boot = root.client().boot();
    return BootText.find(boot, component)
        .map(found -> {
          root.output().item(found, BootWhy.of(boot, found));
          return Exit.OK;
        })
        .orElseGet(() -> {
          root.terminal().err().println(BootWhy.unknown(boot, component));
          return Exit.NOT_FOUND;
        });
  }

  @Command(description = "Lists the last boots of a node, and what took longer than it used to.")
  int history() {
    root.output().list(BootText.HISTORY, root.client().boots().stream());
    return Exit.OK;
  }
}
