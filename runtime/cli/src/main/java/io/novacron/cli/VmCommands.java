package io.novacron.cli;

import io.novacron.client.VmFilter;
import io.novacron.client.Vms;
import io.novacron.client.resource.MigrateRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm}: virtual machines. */
@Command(name = "vm", description = "Virtual machines.")
final class VmCommands {
  private final Novacron root;

  VmCommands(Novacron root) {
    this.root = root;
  }

  private Vms vms(Options.Change change) {
    return change.of(root.client().vms());
  }

  @Command(description = "Lists VMs.")
  int list(
      @Option(names = "--state", description = "Only those in this state.") @Nullable String state,
      @Option(names = "--host", description = "Only those on this node.") @Nullable String host,
      @Option(names = "--label", paramLabel = "K=V", description = "Only those with this label.")
          @Nullable List<String> labels,
      @Mixin Options.Watch watch) {
    var filter = new VmFilter(state, host, labels == null ? List.of() : labels);
    Output output = root.output();
    return watch.show(
        output, () -> output.list(Tables.VMS, root.client().vms().list(filter).stream()));
  }

  @Command(description = "Shows a VM.")
  int show(@Parameters(paramLabel = "NAME") String name, @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(output, () -> output.item(root.client().vms().get(name)));
  }

  @Command(description = "Boots a VM.")
  int start(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--host", description = "Node to run on; default: where it fits.")
          @Nullable String host,
      @Mixin Options.Change change,
      @Mixin Options.Wait wait) {
    return root.waiting().settle(vms(change).start(name, host), wait);
  }

  @Command(description = "Shuts a VM down; kills it when the grace is over.")
  int stop(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--grace",
              paramLabel = "DURATION",
              converter = Quantities.OfTime.class,
              description = "Time to shut down by itself; default 10s.")
          @Nullable Duration grace,
      @Mixin Options.Change change,
      @Mixin Options.Wait wait) {
    Integer seconds = grace == null ? null : Math.toIntExact(grace.toSeconds());
    return root.waiting().settle(vms(change).stop(name, seconds), wait);
  }

  @Command(description = "Halts a VM's CPUs.")
  int pause(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin Options.Change change,
      @Mixin Options.Wait wait) {
    return root.waiting().settle(vms(change).pause(name), wait);
  }

  @Command(description = "Lets a paused VM go on.")
  int resume(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin Options.Change change,
      @Mixin Options.Wait wait) {
    return root.waiting().settle(vms(change).resume(name), wait);
  }

  @Command(description = "Deletes a VM; its name is free then.")
  int delete(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--force", description = "Also when it is running.") boolean force,
      @Mixin Options.Change change,
      @Mixin Options.Wait wait) {
    return root.waiting().settle(vms(change).delete(name, force), wait);
  }

  @Command(description = "Moves a running VM to another node, live.")
  int migrate(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = {"--to", "--target"},
              paramLabel = "NODE",
              description = "Where to; default: where it fits.")
          @Nullable String target,
      @Option(
              names = "--max-pause",
              paramLabel = "DURATION",
              converter = Quantities.OfTime.class,
              description = "How long the guest may stand still; default 300ms.")
          @Nullable Duration pause,
      @Mixin Options.Change change,
      @Mixin Options.Wait wait) {
    Long millis = pause == null ? null : pause.toMillis();
    var request = new MigrateRequest(target, millis);
    return root.waiting().settle(vms(change).migrate(name, request), wait);
  }

  @Command(description = "Sets labels with K=V, and takes them away with K-.")
  int label(
      @Parameters(paramLabel = "NAME", index = "0") String name,
      @Parameters(paramLabel = "K=V|K-", index = "1..*", arity = "1..*") List<String> changes,
      @Mixin Options.Change change) {
    var vm = root.client().vms().get(name);
    var labels = KeyValues.changed(vm.labels(), changes);
    // What was merged is true of this version only.
    Vms vms = vms(change);
    var changed = (change.hasVersion() ? vms : vms.ifVersion(vm.version())).label(name, labels);
    root.output().item(changed, name + " has labels " + Words.labels(changed.labels()));
    return Exit.OK;
  }

  @Command(description = "Shows what the guest wrote to its console last.")
  int console(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--bytes",
              defaultValue = "65536",
              description = "At most so many, up to 1048576; default ${DEFAULT-VALUE}.")
          int bytes) {
    root.output().text(root.client().vms().console(name, bytes));
    return Exit.OK;
  }

  @Command(description = "Shows figures of a running guest.")
  int stats(@Parameters(paramLabel = "NAME") String name, @Mixin Options.Watch watch) {
    Output output = root.output();
    return watch.show(output, () -> output.item(root.client().vms().statistics(name)));
  }
}
