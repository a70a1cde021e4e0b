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
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Everything that can be asked of the cluster, on any of its nodes. Stages complete within about
 * ten seconds, exceptionally with a {@link Refusal} when the answer is no; any other exception is a
 * fault of ours. Verbs are acknowledged once journalled; what follows is in the operation.
 */
public interface ControlPlane {
  /** The page of a list that begins after {@code token}; {@code size} is 1 to 500. */
  record PageRequest(int size, Optional<String> token) {}

  /** Filters of VMs; labels must all match. */
  record VmFilter(Optional<String> state, Optional<String> host, Map<String, String> labels) {}

  CompletionStage<VmResource> create(
      VmId vm, VmSpec spec, Map<String, String> labels, Request request);

  CompletionStage<VmResource> relabel(VmId vm, Map<String, String> labels, Request request);

  CompletionStage<VmResource> vm(VmId vm);

  CompletionStage<Page<VmResource>> vms(VmFilter filter, PageRequest page);

  /** Starts a VM on {@code host}, or where there is most room. */
  CompletionStage<OperationResource> start(VmId vm, Optional<String> host, Request request);

  CompletionStage<OperationResource> stop(VmId vm, Duration grace, Request request);

  CompletionStage<OperationResource> pause(VmId vm, Request request);

  CompletionStage<OperationResource> resume(VmId vm, Request request);

  CompletionStage<OperationResource> delete(VmId vm, boolean force, Request request);

  /** Moves a VM live to {@code target}, or where there is most room. */
  CompletionStage<OperationResource> migrate(
      VmId vm, Optional<String> target, Duration maxPause, Request request);

  /** The last {@code bytes} of its console. */
  CompletionStage<byte[]> console(VmId vm, int bytes);

  CompletionStage<StatisticsResource> statistics(VmId vm);

  CompletionStage<OperationResource> operation(String id);

  CompletionStage<Page<OperationResource>> operations(
      Optional<String> state, Optional<VmId> vm, PageRequest page);

  /** Asks for the end of an operation; {@code WRONG_STATE} when it is too late or not possible. */
  CompletionStage<OperationResource> cancelOperation(String id);

  CompletionStage<MigrationResource> migration(String id);

  CompletionStage<Page<MigrationResource>> migrations(
      Optional<String> state, Optional<VmId> vm, PageRequest page);

  /** As {@link #cancelOperation} for the operation of the same id. */
  CompletionStage<MigrationResource> cancelMigration(String id);

  CompletionStage<List<NodeResource>> nodes();

  CompletionStage<NodeResource> node(String id);

  CompletionStage<ClusterResource> cluster();

  /** Lets this node join the cluster of {@code address}, {@code pekko://novacron@host:port}. */
  CompletionStage<ClusterResource> join(String address);

  CompletionStage<ClusterResource> leave(String node);

  CompletionStage<ClusterResource> down(String node);

  /** At most {@code limit} events after the event {@code since}. */
  CompletionStage<List<EventResource>> events(long since, int limit, Optional<String> subject);

  /** Events after {@code since}, or from now on; never ends, fails when the database does. */
  Source<EventResource, NotUsed> follow(Optional<Long> since, Optional<String> subject);

  VersionResource version();

  /** How this node boots and has booted. */
  BootDesk boots();

  /** The configuration of this node. */
  ConfigDesk configuration();

  /** The mode of this node. */
  ModeDesk mode();
}
