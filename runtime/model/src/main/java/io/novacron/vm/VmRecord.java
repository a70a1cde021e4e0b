package io.novacron.vm;

import io.novacron.vm.Decision.Code;
import io.novacron.vm.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the journal of one VM says: its state, spec and labels, the operation in progress, the
 * last ones that ended, and the idempotency keys it has seen.
 *
 * @param version how many events it has; the position of the next one is {@code version + 1}
 * @param spec null before it was defined
 */
public record VmRecord(
    VmId id,
    Vm vm,
    long version,
    @Nullable VmSpec spec,
    Map<String, String> labels,
    Optional<Operation> active,
    List<Operation> ended,
    List<KeyUse> keys,
    Instant createdAt,
    Instant updatedAt) {

  /** Of the collections that may travel between nodes, whatever the journal was read into. */
  public VmRecord {
    labels = Map.copyOf(labels);
    ended = List.copyOf(ended);
    keys = List.copyOf(keys);
  }

  /** Before the first event. */
  public static VmRecord unknown(VmId id) {
    return new VmRecord(
        id,
        new Vm.Unknown(),
        0,
        null,
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** The same at another version: for a reader that does not keep deleted VMs. */
  public VmRecord at(long otherVersion) {
    return new VmRecord(
        id, vm, otherVersion, spec, labels, active, ended, keys, createdAt, updatedAt);
  }

  /** Whether there is a VM of this name. */
  public boolean exists() {
    return !(vm instanceof Vm.Unknown || vm instanceof Vm.Deleted);
  }

  /** The operation {@code id}, if it is in progress or ended not long ago. */
  public Optional<Operation> operation(String id) {
    return active
        .filter(operation -> operation.id().equals(id))
        .or(() -> ended.stream().filter(operation -> operation.id().equals(id)).findFirst());
  }

  /** What this VM answers to {@code verb}; nothing has happened yet. */
  public Decision ask(Verb verb, Request request, Instant now) {
    return repeated(request)
        .or(() -> stale(request))
        .or(() -> busy(verb))
        .orElseGet(() -> vm.on(verb, circumstances(request, verb, now)));
  }

  /** Whether the answer to any verb under {@code request} is known without looking for a host. */
  public boolean answersWithoutLooking(Request request) {
    return active.isPresent() || repeated(request).isPresent() || stale(request).isPresent();
  }

  /** What follows from {@code report}; nothing has happened yet. */
  public Decision tell(Report report, Instant now) {
    return isLate(report)
        ? new Decision.Unchanged()
        : vm.on(report, new Vm.Circumstances(id, now, version + 1, Optional.empty()));
  }

  /** Whether it is about an operation that has ended already. */
  private boolean isLate(Report report) {
    return switch (report) {
      case Report.Paused(var operation) -> !isActive(operation);
      case Report.Resumed(var operation) -> !isActive(operation);
      case Report.OperationFailed(var operation, _) -> !isActive(operation);
      case Report.DeadlinePassed(var operation) -> !isActive(operation);
      default -> false;
    };
  }

  private boolean isActive(String operation) {
    return active.filter(a -> a.id().equals(operation)).isPresent();
  }

  /** What is to become of a guest that a host has found. */
  public Verdict judge(Observed guest) {
    return guest.judge(this);
  }

  /** What it wants done now; empty when it waits for nothing. */
  public Optional<VmOrder> order() {
    return switch (vm) {
      case Vm.Starting(var held) -> Optional.of(new VmOrder.StartGuest(held, specified()));
      case Vm.Running(var held) ->
          active
              .filter(a -> a.kind() == Operation.Kind.PAUSE)
              .map(a -> new VmOrder.PauseGuest(held, a.id()));
      case Vm.Paused(var held) ->
          active
              .filter(a -> a.kind() == Operation.Kind.RESUME)
              .map(a -> new VmOrder.ResumeGuest(held, a.id()));
      case Vm.Stopping(var held, var grace, _) ->
          Optional.of(new VmOrder.StopGuest(held, Duration.ofMillis(grace)));
      case Vm.Migrating m -> active.map(a -> move(m, a));
      default -> Optional.empty();
    };
  }

  /**
   * What is asked of the host that has this VM once its migration has ended, so that a guest that
   * ended meanwhile is reported now. To a guest that is as it should be it does nothing, and its
   * answer belongs to no operation in progress.
   *
   * @param migration under whose id it is answered
   */
  public Optional<VmOrder> confirmation(String migration) {
    return switch (vm) {
      case Vm.Running(var held) -> Optional.of(new VmOrder.ResumeGuest(held, migration));
      case Vm.Paused(var held) -> Optional.of(new VmOrder.PauseGuest(held, migration));
      default -> Optional.empty();
    };
  }

  /** The spec of a VM that was defined. */
  public VmSpec specified() {
    if (spec == null) {
      throw new IllegalStateException("VM " + id + " was never defined");
    }
    return spec;
  }

  private VmOrder move(Vm.Migrating m, Operation operation) {
    return new VmOrder.Move(
        m.migration(),
        m.source(),
        m.target(),
        specified(),
        m.maxPauseMillis(),
        m.paused(),
        operation.deadline());
  }

  /** This record after {@code event}. */
  public VmRecord after(VmEvent event) {
    return VmFold.after(this, event);
  }

  private Vm.Circumstances circumstances(Request request, Verb verb, Instant now) {
    String operation =
        verb instanceof Verb.Define || verb instanceof Verb.Relabel
            ? ""
            : Operation.id(id, version + 1);
    return new Vm.Circumstances(
        id,
        now,
        version + 1,
        request.key().map(key -> new KeyUse(key, request.fingerprint(), operation)));
  }

  private Optional<Decision> repeated(Request request) {
    return request
        .key()
        .flatMap(key -> keys.stream().filter(use -> use.key().equals(key)).findFirst())
        .map(use -> repeated(use, request));
  }

  private static Decision repeated(KeyUse use, Request request) {
    return use.fingerprint().equals(request.fingerprint())
        ? new Decision.Repeated(use.operation())
        : new Refused(
            Code.KEY_REUSED, "idempotency key '" + use.key() + "' was used for another request");
  }

  private Optional<Decision> stale(Request request) {
    return request
        .ifVersion()
        .filter(expected -> exists() && expected != version)
        .map(expected ->
            new Refused(
                Code.VERSION_MISMATCH, "the VM is at version " + version + ", not " + expected));
  }

  /** One thing at a time; labels may change while it lasts. */
  private Optional<Decision> busy(Verb verb) {
    if (verb instanceof Verb.Relabel || verb instanceof Verb.Define) {
      return Optional.empty();
    }
    return active.map(a ->
        new Refused(
            Code.BUSY,
            a.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + a.id() + " is in progress"));
  }

  /** {@code list} with {@code item} in front, at most {@code limit} long. */
  static <T> List<T> remember(List<T> list, T item, int limit) {
    var longer = new ArrayList<T>(List.of(item));
    longer.addAll(list.subList(0, Math.min(list.size(), limit - 1)));
    return List.copyOf(longer);
  }
}
