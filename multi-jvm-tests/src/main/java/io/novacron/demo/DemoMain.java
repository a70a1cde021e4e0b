package io.novacron.demo;

import io.novacron.client.resource.NodeResource;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./novacron demo}. */
@Command(
    name = "novacron demo",
    description =
        "Starts three nodes in two sites on this machine, moves a VM live between the sites, and"
            + " kills a node to show what the VM makes of it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoMain implements Callable<Integer> {
  private static final int FAILED = 1;

  @Option(names = "--script", description = "Run unattended; exit 1 when a promise is not kept.")
  private boolean script;

  @Option(names = "--link", description = "What lies between the sites: lan, wan or bad (wan).")
  private LinkName link = LinkName.wan;

  @Option(names = "--keep", description = "Keep everything in this folder.")
  private @Nullable Path keep;

  @Option(names = "--picture", description = "Draw what was printed as an SVG, into this file.")
  private @Nullable Path picture;

  @Option(names = "--stay", description = "Leave the cluster up until Ctrl-C.")
  private boolean stay;

  private DemoMain() {}

  /** Exits with 0, or 1 when something that the demo shows was not true. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new DemoMain())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() {
    var narrator = new Narrator(System.out, isTerminal() && !script);
    try {
      play(narrator);
      return 0;
    } catch (DemoFailure e) {
      narrator.say("NOT TRUE: " + e.getMessage());
      return FAILED;
    }
  }

  private void play(Narrator narrator) {
    narrator.say("three nodes in two sites; between the sites " + link.description());
    Path folder = keep == null ? temporary() : keep.toAbsolutePath();
    try (DemoCluster cluster = ProcessCluster.start(folder, link, keep == null)) {
      List<NodeResource> nodes = ProcessCluster.awaitNodes(cluster);
      var scenario =
          new Scenario(cluster, narrator, BusyGuest.on(nodes, cluster.folder().resolve("images")));
      scenario.play();
      farewell(narrator, cluster);
      if (picture != null) {
        Picture.draw(narrator.told(), picture);
      }
      if (stay) {
        narrator.say("the cluster stays up; Ctrl-C ends it");
        awaitCtrlC();
      }
    }
  }

  private void farewell(Narrator narrator, DemoCluster cluster) {
    String server = stay ? " --server " + cluster.api("n2") : "";
    narrator.print("");
    narrator.print("Try next:");
    if (stay) {
      narrator.print("  ./novacron vm list" + server);
      narrator.print("  ./novacron vm migrate web --target n3 --wait" + server);
      narrator.print("  ./novacron boot report" + server);
    } else {
      narrator.print(
          "  ./novacron demo --stay --link bad   # slower link, and the cluster stays up");
      narrator.print("  ./novacron start                    # a node of your own");
      narrator.print("  ./novacron vm --help                # what to do with it");
    }
  }

  /** Without a terminal there may be no console, or one that is none. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("novacron-demo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shutdown hook of the cluster does the rest. */
  private static void awaitCtrlC() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
