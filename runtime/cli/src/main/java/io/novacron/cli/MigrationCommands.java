package io.novacron.cli;

import io.novacron.client.Migrations;
import io.novacron.client.resource.MigrationResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migration}: live moves, under way and done. */
@Command(name = "migration", description = "Live moves of VMs.")
final class MigrationCommands {
  private final Novacron root;

  MigrationCommands(Novacron root) {
    this.root = root;
  }

  private Migrations migrations() {
    return root.client().migrations();
  }

  @Command(description = "Lists migrations.")
  int list(
      @Option(names = "--state", description = "Only those in this state.") @Nullable String state,
      @Option(names = "--vm", description = "Only those of this VM.") @Nullable String vm,
      @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(
        output, () -> output.list(Tables.MIGRATIONS, migrations().list(state, vm).stream()));
  }

  @Command(description = "Shows a migration.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(output, () -> output.item(migrations().get(id)));
  }

  @Command(description = "Cancels a migration; the VM stays where it is.")
  int cancel(@Parameters(paramLabel = "ID") String id) {
    MigrationResource migration = migrations().cancel(id);
    root.output().item(migration, "migration " + id + " is " + migration.state());
    return Exit.OK;
  }

  @Command(description = "Tells each turn of a migration until its end.")
  int watch(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--timeout",
              paramLabel = "DURATION",
              defaultValue = "10m",
              converter = Quantities.OfTime.class,
              description = "Longest wait; default ${DEFAULT-VALUE}.")
          Duration timeout) {
    return root.waiting().watch(id, timeout);
  }
}
