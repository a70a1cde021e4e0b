package io.novacron.control;

import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.StatisticsResource;
import io.novacron.client.resource.VmResource;
import io.novacron.control.AgentCommand.GuestAnswer;
import io.novacron.control.VmCommand.Decided;
import io.novacron.view.RecentVms;
import io.novacron.vm.Decision;
import io.novacron.vm.Grant;
import io.novacron.vm.Operation;
import io.novacron.vm.Request;
import io.novacron.vm.Verb;
import io.novacron.vm.Vm;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import io.novacron.vm.VmSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Asks VMs, and the hosts of their guests. */
final class VmDesk {
  private static final int REMEMBERED = 1_024;

  private final Asker asker;
  private final ActorSystem<?> system;
  private final Hosts hosts;
  private final Resources resources;
  private final TaskDesk tasks;
  private final RecentVms seen = new RecentVms(REMEMBERED);

  VmDesk(Asker asker, ActorSystem<?> system, Hosts hosts, Resources resources, TaskDesk tasks) {
    this.asker = asker;
    this.system = system;
    this.hosts = hosts;
    this.resources = resources;
    this.tasks = tasks;
  }

  CompletionStage<VmResource> create(
      VmId vm, VmSpec spec, Map<String, String> labels, Request request) {
    return ask(vm, new Verb.Define(spec, labels), request).thenApply(d -> shown(vm, d));
  }

  CompletionStage<VmResource> relabel(VmId vm, Map<String, String> labels, Request request) {
    return ask(vm, new Verb.Relabel(labels), request).thenApply(d -> shown(vm, d));
  }

  CompletionStage<VmResource> show(VmId vm) {
    return existing(vm).thenApply(resources::vm);
  }

  CompletionStage<OperationResource> verb(VmId vm, Verb verb, Request request) {
    return ask(vm, verb, request).thenCompose(decided -> begun(vm, decided));
  }

  CompletionStage<OperationResource> start(VmId vm, Optional<String> host, Request request) {
    Optional<VmRecord> lately = seen.find(vm).filter(VmRecord::exists);
    return lately.isPresent() && request.ifVersion().isEmpty()
        ? startUnlessChanged(lately.get(), host, request)
        : startAsFound(vm, host, request);
  }

  private CompletionStage<OperationResource> startAsFound(
      VmId vm, Optional<String> host, Request request) {
    return existing(vm).thenCompose(record -> verb(vm, placed(record, host, request), request));
  }

  /** A VM that is still as this desk saw it last need not be asked how it is. */
  private CompletionStage<OperationResource> startUnlessChanged(
      VmRecord record, Optional<String> host, Request request) {
    Verb start;
    var unchanged =
        new Request(request.key(), request.fingerprint(), Optional.of(record.version()));
    try {
      start = placed(record, host, unchanged);
    } catch (Refusal e) {
      // Perhaps only for what it was: the VM itself has to say.
      return startAsFound(record.id(), host, request);
    }
    return ask(record.id(), start, unchanged)
        .thenCompose(decided ->
            isStale(decided)
                ? startAsFound(record.id(), host, request)
                : begun(record.id(), decided));
  }

  private static boolean isStale(Decided decided) {
    return decided.decision() instanceof Decision.Refused(var code, _)
        && code == Decision.Code.VERSION_MISMATCH;
  }

  /** Where it makes no difference, no host is looked for: the VM itself says why. */
  private Verb placed(VmRecord record, Optional<String> host, Request request) {
    if (record.answersWithoutLooking(request) || isLive(record)) {
      return new Verb.Start(host.orElse(""), "");
    }
    // A guest that may still exist must be started where it is.
    var chosen =
        placement().start(record.specified(), host.or(() -> record.vm().grant().map(Grant::host)));
    return new Verb.Start(chosen.host(), chosen.accelerator());
  }

  CompletionStage<OperationResource> migrate(
      VmId vm, Optional<String> target, Duration maxPause, Request request) {
    return existing(vm)
        .thenCompose(record ->
            verb(vm, new Verb.Migrate(target(record, target, request), maxPause), request));
  }

  private String target(VmRecord record, Optional<String> wanted, Request request) {
    if (record.answersWithoutLooking(request) || !isLive(record)) {
      return wanted.orElse("");
    }
    Grant grant = record.vm().grant().orElseThrow();
    if (hosts.find(grant.host()).filter(Hosts.Host::reachable).isEmpty()) {
      throw unreachable(grant.host());
    }
    return placement().move(record.specified(), grant.host(), grant.accelerator(), wanted).host();
  }

  private static boolean isLive(VmRecord record) {
    return record.vm() instanceof Vm.Running || record.vm() instanceof Vm.Paused;
  }

  private static Refusal unreachable(String host) {
    return new Refusal(Refusal.Code.HOST_UNREACHABLE, "its host " + host + " does not answer");
  }

  CompletionStage<byte[]> console(VmId vm, int bytes) {
    return askHost(vm, replyTo -> new AgentCommand.Console(vm, bytes, replyTo))
        .thenApply(answer -> {
          if (answer instanceof AgentCommand.ConsoleText(var text)) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
          }
          throw noGuest(answer);
        });
  }

  CompletionStage<StatisticsResource> statistics(VmId vm) {
    return askHost(vm, replyTo -> new AgentCommand.Statistics(vm, replyTo))
        .thenApply(answer -> {
          if (answer instanceof AgentCommand.Figures(var memory, var resident, var cpu, var up)) {
            return new StatisticsResource(memory, resident, cpu, up);
          }
          throw noGuest(answer);
        });
  }

  private static Refusal noGuest(GuestAnswer answer) {
    return new Refusal(
        Refusal.Code.WRONG_STATE,
        answer instanceof AgentCommand.NoGuest(var reason) ? reason : "no answer");
  }

  private CompletionStage<GuestAnswer> askHost(
      VmId vm, Function<ActorRef<GuestAnswer>, AgentCommand> question) {
    return existing(vm).thenCompose(record -> askHost(agent(record), question));
  }

  private CompletionStage<GuestAnswer> askHost(
      ActorRef<AgentCommand> agent, Function<ActorRef<GuestAnswer>, AgentCommand> question) {
    return asker.bounded(
        AskPattern.<AgentCommand, GuestAnswer>ask(
            agent, question::apply, Asker.TIMEOUT, system.scheduler()));
  }

  private ActorRef<AgentCommand> agent(VmRecord record) {
    String host =
        record
            .vm()
            .grant()
            .map(Grant::host)
            .orElseThrow(() ->
                new Refusal(
                    Refusal.Code.WRONG_STATE, "it has no guest: it is " + record.vm().name()));
    return hosts.agent(host).orElseThrow(() -> unreachable(host));
  }

  /** The record of a VM that exists. */
  CompletionStage<VmRecord> existing(VmId vm) {
    return asker
        .vm(vm, VmCommand.Get::new)
        .thenApply(decided -> {
          if (!decided.record().exists()) {
            throw absent(vm);
          }
          return decided.record();
        });
  }

  static Refusal absent(VmId vm) {
    return new Refusal(Refusal.Code.NOT_FOUND, "there is no VM '" + vm + "'");
  }

  private Placement placement() {
    return new Placement(hosts.all().values());
  }

  private CompletionStage<Decided> ask(VmId vm, Verb verb, Request request) {
    return asker
        .vm(vm, replyTo -> new VmCommand.Ask(verb, request, replyTo))
        .thenApply(decided -> {
          seen.note(decided.record());
          return decided;
        });
  }

  private VmResource shown(VmId vm, Decided decided) {
    accepted(decided);
    if (!decided.record().exists()) {
      throw new Refusal(
          Refusal.Code.IDEMPOTENCY_KEY_REUSED,
          "the request with this idempotency key was carried out, and VM '"
              + vm
              + "' was deleted since; use another key");
    }
    return resources.vm(decided.record());
  }

  /** An operation that its VM has forgotten is in the lists. */
  private CompletionStage<OperationResource> begun(VmId vm, Decided decided) {
    String id = accepted(decided);
    if (id.isEmpty()) {
      throw new Refusal(
          Refusal.Code.WRONG_STATE, "it is " + decided.record().vm().name() + " already");
    }
    return decided
        .record()
        .operation(id)
        .map(operation -> Resources.operation(vm, operation, null))
        .<CompletionStage<OperationResource>>map(CompletableFuture::completedStage)
        .orElseGet(() -> tasks.listed(id));
  }

  /** The operation that was begun, now or by the same request before; empty for none. */
  private static String accepted(Decided decided) {
    return switch (decided.decision()) {
      case Decision.Accepted _ -> newest(decided.record());
      case Decision.Repeated(var operation) -> operation;
      case Decision.Unchanged _ -> "";
      case Decision.Refused(var code, var reason) -> throw new Refusal(code(code), reason);
    };
  }

  /** Begun by this decision: in progress, or ended with it. */
  private static String newest(VmRecord record) {
    return record
        .active()
        .map(Operation::id)
        .orElseGet(() -> record.ended().isEmpty() ? "" : record.ended().getFirst().id());
  }

  private static Refusal.Code code(Decision.Code code) {
    return switch (code) {
      case NOT_FOUND -> Refusal.Code.NOT_FOUND;
      case ALREADY_EXISTS -> Refusal.Code.ALREADY_EXISTS;
      case WRONG_STATE -> Refusal.Code.WRONG_STATE;
      case BUSY -> Refusal.Code.BUSY;
      case VERSION_MISMATCH -> Refusal.Code.VERSION_MISMATCH;
      case KEY_REUSED -> Refusal.Code.IDEMPOTENCY_KEY_REUSED;
      case CANNOT_MIGRATE -> Refusal.Code.CANNOT_MIGRATE;
      case UNREACHABLE -> Refusal.Code.HOST_UNREACHABLE;
    };
  }
}
