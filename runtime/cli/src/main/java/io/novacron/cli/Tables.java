package io.novacron.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.client.resource.DriverResource;
import io.novacron.client.resource.MemberResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.ProgressResource;
import io.novacron.client.resource.VmResource;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people see of each kind of thing. */
final class Tables {
  private Tables() {}

  static final Table<VmResource> VMS =
      Table.<VmResource>of()
          .with("NAME", VmResource::name)
          .withState("STATE", VmResource::state)
          .with("HOST", Tables::host)
          .with("CPUS", vm -> field(vm.spec(), "cpus"))
          .with("MIB", vm -> field(vm.spec(), "memoryMiB"))
          .with("DRIVER", vm -> field(vm.spec(), "driver"))
          .with("ACCELERATOR", vm -> Words.orDash(vm.accelerator()))
          .with("VERSION", vm -> Long.toString(vm.version()))
          .with("LABELS", vm -> Words.labels(vm.labels()));

  static final Table<MigrationResource> MIGRATIONS =
      Table.<MigrationResource>of()
          .with("ID", MigrationResource::id)
          .with("VM", MigrationResource::vm)
          .withState("STATE", MigrationResource::state)
          .with("FROM", MigrationResource::source)
          .with("TO", MigrationResource::target)
          .with("PROGRESS", migration -> Words.orDash(progress(migration.progress())))
          .with("PAUSE", Tables::pause)
          .with("REASON", migration -> Words.orDash(migration.reason()));

  static final Table<OperationResource> OPERATIONS =
      Table.<OperationResource>of()
          .with("ID", OperationResource::id)
          .with("KIND", OperationResource::kind)
          .with("VM", OperationResource::vm)
          .withState("STATE", OperationResource::state)
          .with("CREATED", operation -> Words.at(operation.createdAt()))
          .with("ERROR", operation -> Words.orDash(operation.error()));

  static final Table<NodeResource> NODES =
      Table.<NodeResource>of()
          .with("ID", NodeResource::id)
          .with("SITE", NodeResource::site)
          .withState("STATE", Tables::nodeState)
          .with("CPUS", node -> Integer.toString(node.cpus()))
          .with("MIB USED", node -> node.memoryUsedMiB() + "/" + node.memoryMiB())
          .with("GUESTS", node -> Integer.toString(node.guests()))
          .with("DRIVERS", Tables::drivers)
          .with("API", node -> Words.orDash(node.api()));

  static final Table<MemberResource> MEMBERS =
      Table.<MemberResource>of()
          .with("NODE", member -> Words.orDash(member.node()))
          .with("SITE", member -> Words.orDash(member.site()))
          .withState("STATUS", MemberResource::status)
          .with("REACHABLE", member -> member.reachable() ? "yes" : "no")
          .with("LEADER", member -> member.leader() ? "yes" : "-")
          .with("ADDRESS", MemberResource::address);

  /** One line; empty when nothing is known. */
  static String progress(@Nullable ProgressResource progress) {
    if (progress == null) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%s, pass %d, %s left, %s/s%s",
        progress.phase(),
        progress.pass(),
        Words.bytes(progress.remainingBytes()),
        Words.bytes(progress.goodputBytesPerSecond()),
        rest(progress.estimatedRestMillis()));
  }

  private static String rest(@Nullable Long millis) {
    return millis == null ? "" : ", about " + Words.seconds(Duration.ofMillis(millis));
  }

  private static String host(VmResource vm) {
    String since = vm.hostReachable() ? "" : " (unreachable since " + since(vm) + ")";
    return Words.orDash(vm.host()) + since;
  }

  private static String since(VmResource vm) {
    return vm.hostUnreachableSince() == null ? "?" : Words.at(vm.hostUnreachableSince());
  }

  private static String nodeState(NodeResource node) {
    return node.unreachableSince() == null
        ? node.state()
        : node.state() + " since " + Words.at(node.unreachableSince());
  }

  private static String pause(MigrationResource migration) {
    return migration.receipt() == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f ms", migration.receipt().pauseMillis());
  }

  private static String drivers(NodeResource node) {
    return Words.orDash(
        node.drivers().stream()
            .filter(DriverResource::available)
            .map(DriverResource::driver)
            .collect(Collectors.joining(",")));
  }

  private static String field(JsonNode spec, String name) {
    return Words.orDash(spec.path(name).asText(""));
  }
}
