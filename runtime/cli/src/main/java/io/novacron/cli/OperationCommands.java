package io.novacron.cli;

import io.novacron.client.Operations;
import io.novacron.client.resource.OperationResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operation}: verbs in progress, and how they ended. */
@Command(name = "operation", description = "Verbs in progress, and how they ended.")
final class OperationCommands {
  private final Novacron root;

  OperationCommands(Novacron root) {
    this.root = root;
  }

  private Operations operations() {
    return root.client().operations();
  }

  @Command(description = "Lists operations.")
  int list(
      @Option(names = "--state", description = "Only those in this state.") @Nullable String state,
      @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(
        output, () -> output.list(Tables.OPERATIONS, operations().list(state).stream()));
  }

  @Command(description = "Shows an operation.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(output, () -> output.item(operations().get(id)));
  }

  @Command(description = "Cancels an operation, as long as that is possible.")
  int cancel(@Parameters(paramLabel = "ID") String id) {
    OperationResource operation = operations().cancel(id);
    root.output().item(operation, "operation " + id + " is " + operation.state());
    return Exit.OK;
  }

  @Command(description = "Waits until an operation has ended; exits 0 when it succeeded.")
  int wait(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--timeout",
              paramLabel = "DURATION",
              defaultValue = "10m",
              converter = Quantities.OfTime.class,
              description = "Longest wait; default ${DEFAULT-VALUE}.")
          Duration timeout) {
    return root.waiting().await(id, timeout);
  }
}
