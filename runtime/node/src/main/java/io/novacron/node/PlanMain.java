package io.novacron.node;

import io.novacron.init.BootHistory;
import io.novacron.init.InvalidGraphException;
import io.novacron.init.actor.ComponentProvider;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.commons.cli.CommandLine;

/**
 * Says how a node would boot, and starts nothing: {@code novacron boot plan}, with the options of
 * {@code start}.
 */
public final class PlanMain {
  private static final String COMPONENTS = "components";

  private final PrintStream out;
  private final PrintStream err;

  private PlanMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends with 0, or with 2 when the components cannot be booted together. */
  public static void main(String[] arguments) {
    int code = run(System.out, System.err, arguments);
    System.out.flush();
    System.exit(code);
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    var main = new PlanMain(out, err);
    return NodeCommand.named(
            "novacron boot plan",
            "Says in which order a node with these options would start its components, how many at"
                + " once and how long that would take, and starts nothing. Exit code: 0, or 2 when"
                + " they cannot be booted together or options are wrong.")
        .withOutput("table, json or svg (table).")
        .with(
            COMPONENTS,
            "FILE",
            "Plans the components in FILE, not those of a node: a list in YAML or JSON of {name,"
                + " phase, criticality, needs, seconds}; all but the name may be left out.")
        .execute(main::plan, out, err, arguments);
  }

  private int plan(NodeSettings settings, CommandLine line) {
    PlanForm form = NodeCommand.form(line, PlanForm.class);
    try {
      PlanView plan =
          Optional.ofNullable(line.getOptionValue(COMPONENTS))
              .map(Path::of)
              .map(file -> ofFile(file, settings))
              .orElseGet(() -> ofNode(settings));
      out.print(plan.text(form));
      return 0;
    } catch (InvalidGraphException e) {
      err.println("novacron: these components cannot be booted together:");
      err.println(e.getMessage());
    } catch (IllegalArgumentException e) {
      err.println("novacron: " + e.getMessage());
    }
    return NodeCommand.WRONG;
  }

  private static PlanView ofFile(Path file, NodeSettings settings) {
    return PlanView.of(
        String.valueOf(file.getFileName()),
        PlanFile.read(file),
        settings.initialization().atOnce());
  }

  private PlanView ofNode(NodeSettings settings) {
    if (ServiceLoader.load(ComponentProvider.class).stream().findAny().isPresent()) {
      err.println("novacron: components of plugins are not in this plan");
    }
    int atOnce = settings.initialization().atOnce();
    return PlanView.of(settings.id(), expected(settings, atOnce == 1), atOnce);
  }

  /** In the same kind of boot, else in the other one; nothing of those that were never started. */
  private static List<PlannedComponent> expected(NodeSettings settings, boolean oneByOne) {
    BootHistory history = BootHistoryFile.in(settings.data()).history();
    return Blueprint.of(settings).stream()
        .map(spec ->
            new PlannedComponent(
                spec,
                history
                    .usualNanos(oneByOne, spec.name())
                    .or(() -> history.usualNanos(!oneByOne, spec.name()))
                    .map(nanos -> nanos / 1e9)))
        .toList();
  }
}
