package io.novacron.api.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.Page;
import io.novacron.client.resource.StatisticsResource;
import io.novacron.client.resource.VersionResource;
import io.novacron.client.resource.VmResource;
import io.novacron.control.BootDesk;
import io.novacron.control.ConfigDesk;
import io.novacron.control.ControlPlane;
import io.novacron.control.ModeDesk;
import io.novacron.vm.Request;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** Notes what it is asked, and answers with samples, with a failure, or not at all. */
final class FakeControlPlane implements ControlPlane {
  final FakeConfigDesk configuration = new FakeConfigDesk();
  private final List<String> asked = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<EventResource> events = new ArrayList<>();
  private CompletableFuture<Void> published = new CompletableFuture<>();
  private @Nullable Throwable failure;
  private boolean silent;
  private int vms = 1;
  private List<NodeResource> nodes = List.of(Samples.node("n1"));
  private byte[] console = new byte[0];

  synchronized void reset() {
    asked.clear();
    requests.clear();
    failure = null;
    silent = false;
    vms = 1;
    nodes = List.of(Samples.node("n1"));
  }

  synchronized void failWith(Throwable cause) {
    failure = cause;
  }

  synchronized void fallSilent() {
    silent = true;
  }

  synchronized void haveVms(int count) {
    vms = count;
  }

  synchronized void haveNodes(String... ids) {
    nodes = Stream.of(ids).map(Samples::node).toList();
  }

  synchronized void print(byte[] text) {
    console = text;
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized Request request() {
    return requests.getLast();
  }

  synchronized void publish(EventResource event) {
    events.add(event);
    var waiting = published;
    published = new CompletableFuture<>();
    waiting.complete(null);
  }

  /** An event of the next id. */
  EventResource happens(String kind, String vm) {
    EventResource event;
    synchronized (this) {
      long id = events.size() + 1L;
      var data = JsonNodeFactory.instance.objectNode().put("host", "n1");
      event = new EventResource(id, kind, vm, Samples.AT, data);
    }
    publish(event);
    return event;
  }

  private synchronized <T> CompletionStage<T> answer(String what, Supplier<T> answer) {
    asked.add(what);
    if (silent) {
      return new CompletableFuture<>();
    }
    return failure != null
        ? CompletableFuture.failedFuture(failure)
        : CompletableFuture.completedFuture(answer.get());
  }

  private <T> CompletionStage<T> answer(String what, Request request, Supplier<T> answer) {
    synchronized (this) {
      requests.add(request);
    }
    return answer(what, answer);
  }

  @Override
  public CompletionStage<VmResource> create(
      VmId vm, VmSpec spec, Map<String, String> labels, Request request) {
    return answer(
        "create " + vm + " " + spec.cpus() + " " + labels, request, () -> Samples.vm(vm.value()));
  }

  @Override
  public CompletionStage<VmResource> relabel(VmId vm, Map<String, String> labels, Request request) {
    return answer("relabel " + vm + " " + labels, request, () -> Samples.vm(vm.value()));
  }

  @Override
  public CompletionStage<VmResource> vm(VmId vm) {
    return answer("vm " + vm, () -> Samples.vm(vm.value()));
  }

  @Override
  public CompletionStage<Page<VmResource>> vms(VmFilter filter, PageRequest page) {
    String what = "vms " + filter.state() + filter.host() + filter.labels() + page;
    return answer(what, () -> page(page, IntStream.range(0, vms).mapToObj(i -> "vm" + i).toList()));
  }

  private static Page<VmResource> page(PageRequest page, List<String> names) {
    int from = page.token().map(Integer::parseInt).orElse(0);
    int to = Math.min(from + page.size(), names.size());
    var items = names.subList(from, to).stream().map(Samples::vm).toList();
    return new Page<>(items, to < names.size() ? Integer.toString(to) : null);
  }

  private CompletionStage<OperationResource> verb(String verb, Request request) {
    return answer(verb, request, Samples::operation);
  }

  @Override
  public CompletionStage<OperationResource> start(VmId vm, Optional<String> host, Request request) {
    return verb("start " + vm + " " + host, request);
  }

  @Override
  public CompletionStage<OperationResource> stop(VmId vm, Duration grace, Request request) {
    return verb("stop " + vm + " " + grace, request);
  }

  @Override
  public CompletionStage<OperationResource> pause(VmId vm, Request request) {
    return verb("pause " + vm, request);
  }

  @Override
  public CompletionStage<OperationResource> resume(VmId vm, Request request) {
    return verb("resume " + vm, request);
  }

  @Override
  public CompletionStage<OperationResource> delete(VmId vm, boolean force, Request request) {
    return verb("delete " + vm + " " + force, request);
  }

  @Override
  public CompletionStage<OperationResource> migrate(
      VmId vm, Optional<String> target, Duration maxPause, Request request) {
    return verb("migrate " + vm + " " + target + " " + maxPause, request);
  }

  @Override
  public CompletionStage<byte[]> console(VmId vm, int bytes) {
    return answer("console " + vm + " " + bytes, () -> console);
  }

  @Override
  public CompletionStage<StatisticsResource> statistics(VmId vm) {
    return answer("statistics " + vm, () -> new StatisticsResource(1000, 800, 5, 60_000));
  }

  @Override
  public CompletionStage<OperationResource> operation(String id) {
    return answer("operation " + id, Samples::operation);
  }

  @Override
  public CompletionStage<Page<OperationResource>> operations(
      Optional<String> state, Optional<VmId> vm, PageRequest page) {
    return answer(
        "operations " + state + vm + page, () -> new Page<>(List.of(Samples.operation()), null));
  }

  @Override
  public CompletionStage<OperationResource> cancelOperation(String id) {
    return answer("cancelOperation " + id, Samples::operation);
  }

  @Override
  public CompletionStage<MigrationResource> migration(String id) {
    return answer("migration " + id, Samples::migration);
  }

  @Override
  public CompletionStage<Page<MigrationResource>> migrations(
      Optional<String> state, Optional<VmId> vm, PageRequest page) {
    return answer(
        "migrations " + state + vm + page, () -> new Page<>(List.of(Samples.migration()), "x"));
  }

  @Override
  public CompletionStage<MigrationResource> cancelMigration(String id) {
    return answer("cancelMigration " + id, Samples::migration);
  }

  @Override
  public CompletionStage<List<NodeResource>> nodes() {
    return answer("nodes", () -> nodes);
  }

  @Override
  public CompletionStage<NodeResource> node(String id) {
    return answer("node " + id, () -> Samples.node(id));
  }

  @Override
  public CompletionStage<ClusterResource> cluster() {
    return answer("cluster", Samples::cluster);
  }

  @Override
  public CompletionStage<ClusterResource> join(String address) {
    return answer("join " + address, Samples::cluster);
  }

  @Override
  public CompletionStage<ClusterResource> leave(String node) {
    return answer("leave " + node, Samples::cluster);
  }

  @Override
  public CompletionStage<ClusterResource> down(String node) {
    return answer("down " + node, Samples::cluster);
  }

  @Override
  public CompletionStage<List<EventResource>> events(
      long since, int limit, Optional<String> subject) {
    return answer(
        "events " + since + " " + limit + " " + subject,
        () -> events.stream().filter(event -> event.id() > since).limit(limit).toList());
  }

  @Override
  public Source<EventResource, NotUsed> follow(Optional<Long> since, Optional<String> subject) {
    long from;
    synchronized (this) {
      asked.add("follow " + since + " " + subject);
      from = since.orElse((long) events.size());
    }
    return Source.unfoldAsync(from, this::after)
        .filter(event -> subject.isEmpty() || event.subject().equals(subject.get()));
  }

  private synchronized CompletionStage<Optional<Pair<Long, EventResource>>> after(Long id) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    var next = events.stream().filter(event -> event.id() > id).findFirst();
    return next.isPresent()
        ? CompletableFuture.completedFuture(next.map(event -> Pair.create(event.id(), event)))
        : published.thenCompose(_ -> after(id));
  }

  /** Lets those who wait for an event look again. */
  synchronized void stir() {
    var waiting = published;
    published = new CompletableFuture<>();
    waiting.complete(null);
  }

  @Override
  public BootDesk boots() {
    return new FakeBootDesk();
  }

  @Override
  public ModeDesk mode() {
    return Samples::mode;
  }

  @Override
  public ConfigDesk configuration() {
    return configuration;
  }

  @Override
  public VersionResource version() {
    return new VersionResource("0.1.0", "abc", "25", "n1", "eu");
  }
}
