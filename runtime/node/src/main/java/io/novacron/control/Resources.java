package io.novacron.control;

import io.novacron.client.resource.DriverResource;
import io.novacron.client.resource.EncodingResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.ProgressResource;
import io.novacron.client.resource.ReceiptResource;
import io.novacron.client.resource.TurningPoint;
import io.novacron.client.resource.VmResource;
import io.novacron.control.Hosts.Host;
import io.novacron.hypervisor.DriverReport;
import io.novacron.migration.Encoding;
import io.novacron.migration.MigrationRecord;
import io.novacron.migration.Plan;
import io.novacron.migration.Progress;
import io.novacron.migration.Receipt;
import io.novacron.vm.Grant;
import io.novacron.vm.Operation;
import io.novacron.vm.Vm;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the control plane's records look to users. */
final class Resources {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Hosts hosts;

  Resources(Hosts hosts) {
    this.hosts = hosts;
  }

  VmResource vm(VmRecord r) {
    String host = r.vm().grant().map(Grant::host).orElse(null);
    Optional<Host> known = hosts.find(host == null ? "" : host);
    boolean reachable = host == null || known.filter(Host::reachable).isPresent();
    return new VmResource(
        r.id().value(),
        r.version(),
        r.vm().name(),
        host,
        reachable,
        known.flatMap(Host::unreachableSince).orElse(null),
        r.vm().grant().map(Grant::accelerator).orElse(null),
        r.vm().grant().map(grant -> grant.token().toString()).orElse(null),
        r.active().map(Operation::id).orElse(null),
        r.vm() instanceof Vm.Migrating m ? m.migration() : null,
        r.vm() instanceof Vm.Migrating m ? m.target().host() : null,
        orNull(r.vm().reason()),
        r.labels(),
        SpecJson.write(r.specified()),
        r.createdAt(),
        r.updatedAt());
  }

  static OperationResource operation(VmId vm, Operation o, @Nullable Progress progress) {
    boolean migrates = o.kind() == Operation.Kind.MIGRATE;
    return new OperationResource(
        o.id(),
        lower(o.kind()),
        vm.value(),
        lower(o.state()),
        migrates ? o.id() : null,
        migrates && o.state() == Operation.State.RUNNING,
        orNull(o.error()),
        o.createdAt(),
        o.endedAt().orElse(o.createdAt()),
        o.endedAt().orElse(null),
        o.deadline(),
        progress == null ? null : progress(progress));
  }

  static MigrationResource migration(
      MigrationRecord r, Optional<Progress> progress, @Nullable String coordinator) {
    Plan plan = r.planned();
    Instant last = r.points().getLast().at();
    Receipt receipt = r.receipt();
    return new MigrationResource(
        r.id(),
        plan.vm().value(),
        plan.source().host(),
        plan.target().host(),
        r.state().name(),
        orNull(r.reason()),
        coordinator,
        plan.maxPauseMillis(),
        r.points().getFirst().at(),
        last,
        r.state().ended() ? last : null,
        r.points().stream().map(p -> new TurningPoint(p.state(), p.at())).toList(),
        progress.map(Resources::progress).orElse(null),
        receipt == null ? null : receipt(receipt));
  }

  NodeResource node(Host host) {
    HostReport r = host.report();
    return new NodeResource(
        r.id(),
        r.site(),
        r.address().substring(r.address().indexOf('@') + 1),
        r.api(),
        lower(host.reach()),
        host.reachable(),
        host.unreachableSince().orElse(null),
        r.cpus(),
        r.memoryMiB(),
        r.memoryUsedMiB(),
        r.guests(),
        r.drivers().stream().map(Resources::driver).toList(),
        r.version());
  }

  private static DriverResource driver(DriverReport d) {
    return new DriverResource(
        d.driver(),
        d.available(),
        d.reason(),
        d.version(),
        d.accelerators(),
        d.machines(),
        d.cpuModels());
  }

  private static ProgressResource progress(Progress p) {
    return new ProgressResource(
        lower(p.phase()),
        p.pass(),
        p.totalBytes(),
        p.remainingBytes(),
        p.writtenBytes(),
        p.rawBytes(),
        p.wireBytes(),
        p.goodputBytesPerSecond(),
        p.dirtyBytesPerSecond(),
        p.rttNanos() / NANOS_PER_MILLI,
        p.estimatedRestMillis() < 0 ? null : p.estimatedRestMillis(),
        p.streams());
  }

  private static ReceiptResource receipt(Receipt r) {
    return new ReceiptResource(
        r.guestMemoryBytes(),
        r.streamBytes(),
        r.compressedBytes(),
        r.wireBytes(),
        r.passes(),
        r.durationMillis(),
        r.pauseMillis(),
        lower(r.pauseSource()),
        orNull(r.pauseObserver()),
        r.streams(),
        r.goodputBytesPerSecond(),
        orNull(r.streamSha256()),
        r.peakInFlightBytes(),
        encoding(r.encoding()));
  }

  private static EncodingResource encoding(Encoding e) {
    return new EncodingResource(
        e.stages().stream()
            .map(s ->
                new EncodingResource.Stage(s.level(), s.bytesIn(), s.bytesOut(), s.cpuMillis()))
            .toList(),
        e.framingBytes(),
        orNull(e.baseId()),
        e.zstdBytesIn(),
        e.zstdBytesOut());
  }

  /** {@code ROLLED_BACK} is {@code rolled-back} to users. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
