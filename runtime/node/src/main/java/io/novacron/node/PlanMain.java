package io.novacron.node;

import io.novacron.init.BootHistory;
import io.novacron.init.BootPlan;
import io.novacron.init.DependencyGraph;
import io.novacron.init.InvalidGraphException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * Says how a node would boot, without starting anything: {@code novacron boot plan}, with the
 * options of start; or how any components would.
 */
public final class PlanMain {
  private static final int WRONG = 2;

  private PlanMain() {}

  /** What a plan can be told besides the options of start. */
  @Command
  static final class PlanOptions {
    @Option(
        names = "--components",
        paramLabel = "FILE",
        description =
            "Plan these in place of a node's own: a YAML or JSON list of name, phase, criticality,"
                + " needs, seconds.")
    private @Nullable Path components;

    @Option(
        names = {"-o", "--output"},
        description = "table or json (table).")
    private PlanForm form = PlanForm.table;
  }

  /** Ends with 0, or with 2 when the components cannot be booted together. */
  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  static CommandLine line() {
    var options = new PlanOptions();
    CommandLine line = NodeCommand.line(settings -> run(settings, options));
    CommandSpec spec = line.getCommandSpec();
    spec.name("novacron boot plan");
    spec.usageMessage()
        .description(
            "Says in which order a node with these options would boot, how many components at a"
                + " time, and which chain decides how long it takes. Nothing is started. Times are"
                + " medians of its last boots. Exit code 2 when they cannot be booted together.");
    spec.addMixin("plan", CommandSpec.forAnnotatedObject(options));
    return line;
  }

  private static int run(NodeSettings settings, PlanOptions options) {
    try {
      System.out.println(options.form.text(plan(settings, options.components)));
      return 0;
    } catch (InvalidGraphException e) {
      System.err.println("The components cannot be booted together: " + e.getMessage());
      return WRONG;
    } catch (IllegalArgumentException e) {
      System.err.println(options.components + ": " + e.getMessage());
      return WRONG;
    }
  }

  private static BootPlan plan(NodeSettings settings, @Nullable Path components) {
    int atOnce = settings.initialization().atOnce();
    if (components != null) {
      ComponentList list = ComponentList.read(components);
      return plan(DependencyGraph.of(list.specs()), atOnce, list::seconds);
    }
    BootHistory history = new BootHistoryFile(settings.data()).read();
    return plan(
        DependencyGraph.of(Blueprint.of(settings)),
        atOnce,
        name -> Optional.of(history.expectedSeconds(name)).filter(s -> !s.isNaN()).orElse(0.0));
  }

  private static BootPlan plan(
      DependencyGraph graph, int atOnce, ToDoubleFunction<String> seconds) {
    return BootPlan.of(graph, atOnce, name -> Math.round(seconds.applyAsDouble(name) * 1e9));
  }
}
