package io.novacron.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands that other programs carry out; here only so that help and completion know them. */
final class Elsewhere {
  private Elsewhere() {}

  /** Says who does it. */
  abstract static class Launched implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Unmatched private List<String> ignored = new ArrayList<>();

    @Override
    public Integer call() {
      String name = spec.qualifiedName().replaceFirst("^novacron ", "");
      throw new IllegalArgumentException(
          "'" + name + "' is a program of its own: run './novacron " + name + "'");
    }
  }

  @Command(name = "start", description = "Starts a node on this machine (see its --help).")
  static final class Start extends Launched {}

  @Command(
      name = "plan",
      description = "Shows how a node would boot here, and starts nothing (see its --help).")
  static final class BootPlan extends Launched {}

  @Command(name = "demo", description = "Shows it all on this machine: sites, VMs, a live move.")
  static final class Demo extends Launched {}

  @Command(
      name = "hde",
      description = "Encodes files as the difference to others, and back (see its --help).")
  static final class Hde extends Launched {}

  @Command(
      name = "store",
      description = "Shows, proves and tidies what a node keeps of images (see its --help).")
  static final class Store extends Launched {}

  @Command(name = "bench", description = "Measures (see its --help).")
  static final class Bench extends Launched {}
}
