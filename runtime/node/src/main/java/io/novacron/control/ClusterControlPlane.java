package io.novacron.control;

import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.Page;
import io.novacron.client.resource.StatisticsResource;
import io.novacron.client.resource.VersionResource;
import io.novacron.client.resource.VmResource;
import io.novacron.vm.Request;
import io.novacron.vm.Verb;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** The control plane of a cluster, asked on one of its nodes: who answers what. */
public final class ClusterControlPlane implements ControlPlane {
  private final VmDesk vms;
  private final TaskDesk tasks;
  private final ClusterDesk cluster;
  private final EventDesk events;
  private final VersionResource version;
  private final BootDesk boots;
  private final ConfigDesk configuration;
  private final ModeDesk mode;

  ClusterControlPlane(
      VmDesk vms,
      TaskDesk tasks,
      ClusterDesk cluster,
      EventDesk events,
      VersionResource version,
      BootDesk boots,
      ConfigDesk configuration,
      ModeDesk mode) {
    this.vms = vms;
    this.tasks = tasks;
    this.cluster = cluster;
    this.events = events;
    this.version = version;
    this.boots = boots;
    this.configuration = configuration;
    this.mode = mode;
  }

  @Override
  public CompletionStage<VmResource> create(
      VmId vm, VmSpec spec, Map<String, String> labels, Request request) {
    return staged(() -> vms.create(vm, spec, labels, request));
  }

  @Override
  public CompletionStage<VmResource> relabel(VmId vm, Map<String, String> labels, Request request) {
    return staged(() -> vms.relabel(vm, labels, request));
  }

  @Override
  public CompletionStage<VmResource> vm(VmId vm) {
    return staged(() -> vms.show(vm));
  }

  @Override
  public CompletionStage<Page<VmResource>> vms(VmFilter filter, PageRequest page) {
    return staged(() -> tasks.vms(filter, page));
  }

  @Override
  public CompletionStage<OperationResource> start(VmId vm, Optional<String> host, Request request) {
    return staged(() -> vms.start(vm, host, request));
  }

  @Override
  public CompletionStage<OperationResource> stop(VmId vm, Duration grace, Request request) {
    return staged(() -> vms.verb(vm, new Verb.Stop(grace), request));
  }

  @Override
  public CompletionStage<OperationResource> pause(VmId vm, Request request) {
    return staged(() -> vms.verb(vm, new Verb.Pause(), request));
  }

  @Override
  public CompletionStage<OperationResource> resume(VmId vm, Request request) {
    return staged(() -> vms.verb(vm, new Verb.Resume(), request));
  }

  @Override
  public CompletionStage<OperationResource> delete(VmId vm, boolean force, Request request) {
    return staged(() -> vms.verb(vm, new Verb.Delete(force), request));
  }

  @Override
  public CompletionStage<OperationResource> migrate(
      VmId vm, Optional<String> target, Duration maxPause, Request request) {
    return staged(() -> vms.migrate(vm, target, maxPause, request));
  }

  @Override
  public CompletionStage<byte[]> console(VmId vm, int bytes) {
    return staged(() -> vms.console(vm, bytes));
  }

  @Override
  public CompletionStage<StatisticsResource> statistics(VmId vm) {
    return staged(() -> vms.statistics(vm));
  }

  @Override
  public CompletionStage<OperationResource> operation(String id) {
    return staged(() -> tasks.operation(id));
  }

  @Override
  public CompletionStage<Page<OperationResource>> operations(
      Optional<String> state, Optional<VmId> vm, PageRequest page) {
    return staged(() -> tasks.operations(state, vm, page));
  }

  @Override
  public CompletionStage<OperationResource> cancelOperation(String id) {
    return staged(() -> tasks.cancelOperation(id));
  }

  @Override
  public CompletionStage<MigrationResource> migration(String id) {
    return staged(() -> tasks.migration(id));
  }

  @Override
  public CompletionStage<Page<MigrationResource>> migrations(
      Optional<String> state, Optional<VmId> vm, PageRequest page) {
    return staged(() -> tasks.migrations(state, vm, page));
  }

  @Override
  public CompletionStage<MigrationResource> cancelMigration(String id) {
    return staged(() -> tasks.cancelMigration(id));
  }

  @Override
  public CompletionStage<List<NodeResource>> nodes() {
    return staged(cluster::nodes);
  }

  @Override
  public CompletionStage<NodeResource> node(String id) {
    return staged(() -> cluster.node(id));
  }

  @Override
  public CompletionStage<ClusterResource> cluster() {
    return staged(cluster::show);
  }

  @Override
  public CompletionStage<ClusterResource> join(String address) {
    return staged(() -> cluster.join(address));
  }

  @Override
  public CompletionStage<ClusterResource> leave(String node) {
    return staged(() -> cluster.leave(node));
  }

  @Override
  public CompletionStage<ClusterResource> down(String node) {
    return staged(() -> cluster.down(node));
  }

  @Override
  public CompletionStage<List<EventResource>> events(
      long since, int limit, Optional<String> subject) {
    return staged(() -> events.page(since, limit, subject));
  }

  @Override
  public Source<EventResource, NotUsed> follow(Optional<Long> since, Optional<String> subject) {
    return events.follow(since, subject);
  }

  @Override
  public VersionResource version() {
    return version;
  }

  @Override
  public BootDesk boots() {
    return boots;
  }

  @Override
  public ConfigDesk configuration() {
    return configuration;
  }

  @Override
  public ModeDesk mode() {
    return mode;
  }

  /** A refusal that is thrown before there is a stage is one in the stage. */
  private static <T> CompletionStage<T> staged(Supplier<CompletionStage<T>> question) {
    try {
      return question.get();
    } catch (Refusal refusal) {
      return CompletableFuture.failedStage(refusal);
    }
  }
}
