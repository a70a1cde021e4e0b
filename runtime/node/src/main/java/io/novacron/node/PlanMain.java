package io.novacron.node;

import io.novacron.init.BootHistory;
import io.novacron.init.InvalidGraphException;
import io.novacron.init.actor.ComponentProvider;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Says how a node would boot, and starts nothing: {@code novacron boot plan}, with the options of
 * {@code start}.
 */
public final class PlanMain {
  private static final int WRONG = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final PlanOptions options = new PlanOptions();

  private PlanMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends with 0, or with 2 when the components cannot be booted together. */
  public static void main(String[] arguments) {
    int code = line(System.out, System.err).execute(arguments);
    System.out.flush();
    System.exit(code);
  }

  static CommandLine line(PrintStream out, PrintStream err) {
    var main = new PlanMain(out, err);
    CommandLine line = NodeCommand.line(main::run);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    CommandSpec spec = line.getCommandSpec();
    spec.name("novacron boot plan");
    spec.usageMessage()
        .description(
            "Says in which order a node with these options would start its components, how many at"
                + " once and how long that would take, and starts nothing. Exit code: 0, or 2 when"
                + " they cannot be booted together or options are wrong.");
    spec.addMixin("plan", CommandSpec.forAnnotatedObject(main.options));
    return line;
  }

  private int run(NodeSettings settings) {
    try {
      PlanView plan =
          options
              .components()
              .map(file ->
                  PlanView.of(
                      file.getFileName().toString(),
                      PlanFile.read(file),
                      settings.initialization().atOnce()))
              .orElseGet(() -> ofNode(settings));
      out.print(plan.text(options.form()));
      return 0;
    } catch (InvalidGraphException e) {
      err.println("novacron: these components cannot be booted together:");
      err.println(e.getMessage());
    } catch (IllegalArgumentException e) {
      err.println("novacron: " + e.getMessage());
    }
    return WRONG;
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
