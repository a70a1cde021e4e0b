package io.novacron.vm;

import io.novacron.vm.Operation.Kind;
import io.novacron.vm.Operation.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How events change a {@link VmRecord}: never refuses, since what is journalled has happened. */
final class VmFold {
  private VmFold() {}

  static VmRecord after(VmRecord record, VmEvent event) {
    Draft draft = new Draft(record, event);
    if (event instanceof VmEvent.Requested requested) {
      requested.key().ifPresent(draft::remember);
    }
    draft.apply(event);
    return draft.finish();
  }

  /** The next record while it is being written. */
  private static final class Draft {
    private final VmRecord old;
    private final Instant at;
    private Vm vm;
    private @Nullable VmSpec spec;
    private Map<String, String> labels;
    private Optional<Operation> active;
    private List<Operation> ended;
    private List<KeyUse> keys;
    private Instant createdAt;

    Draft(VmRecord old, VmEvent event) {
      this.old = old;
      this.at = event.at();
      this.vm = old.vm();
      this.spec = old.spec();
      this.labels = old.labels();
      this.active = old.active();
      this.ended = old.ended();
      this.keys = old.keys();
      this.createdAt = old.createdAt();
    }

    void remember(KeyUse use) {
      keys = VmRecord.remember(keys, use, Limits.KEYS);
    }

    void apply(VmEvent event) {
      switch (event) {
        case VmEvent.Defined e -> define(e);
        case VmEvent.Relabelled e -> labels = e.labels();
        case VmEvent.StartRequested e -> begin(e, Kind.START, new Vm.Starting(e.grant()));
        case VmEvent.PauseRequested e -> begin(e, Kind.PAUSE, vm);
        case VmEvent.ResumeRequested e -> begin(e, Kind.RESUME, vm);
        case VmEvent.StopRequested e -> begin(e, Kind.STOP, stopping(e.graceMillis(), false));
        case VmEvent.DeleteRequested e -> begin(e, Kind.DELETE, stopping(0, true));
        case VmEvent.MigrationBegun e -> begin(e, Kind.MIGRATE, migrating(e));
        case VmEvent.Started _ -> succeed(new Vm.Running(grant()));
        case VmEvent.Paused _ -> succeed(new Vm.Paused(grant()));
        case VmEvent.Resumed _ -> succeed(new Vm.Running(grant()));
        case VmEvent.Stopped e -> stopped(e);
        case VmEvent.Deleted _ -> succeed(new Vm.Deleted());
        case VmEvent.Relocated _ -> succeed(relocated((Vm.Migrating) vm));
        case VmEvent.MigrationRolledBack e -> rolledBack((Vm.Migrating) vm, e);
        case VmEvent.OperationFailed e -> end(State.FAILED, e.reason());
        case VmEvent.Failed e -> failed(e);
        case VmEvent.Adopted e -> vm = live(grant(), e.paused());
      }
    }

    VmRecord finish() {
      return new VmRecord(
          old.id(), vm, old.version() + 1, spec, labels, active, ended, keys, createdAt, at);
    }

    private void define(VmEvent.Defined e) {
      vm = new Vm.Defined();
      spec = e.spec();
      labels = e.labels();
      createdAt = at;
    }

    private void begin(VmEvent.Begins e, Kind kind, Vm next) {
      vm = next;
      active = Optional.of(Operation.begun(e.operation(), kind, at, e.deadline()));
    }

    private void succeed(Vm next) {
      vm = next;
      end(State.SUCCEEDED, "");
    }

    private void end(State outcome, String error) {
      active.ifPresent(
          a -> ended = VmRecord.remember(ended, a.ended(outcome, at, error), Limits.OPERATIONS));
      active = Optional.empty();
    }

    /** A stop on the way to a deletion leaves the deletion to be ended by it. */
    private void stopped(VmEvent.Stopped e) {
      boolean deleting = vm instanceof Vm.Stopping stopping && stopping.thenDelete();
      vm = new Vm.Stopped(e.reason());
      if (!deleting) {
        end(State.SUCCEEDED, "");
      }
    }

    private void failed(VmEvent.Failed e) {
      vm = new Vm.Failed(e.reason(), e.guestMayExist() ? vm.grant() : Optional.empty());
      end(State.FAILED, e.reason());
    }

    private void rolledBack(Vm.Migrating m, VmEvent.MigrationRolledBack e) {
      vm = live(m.source(), m.paused());
      end(e.cancelled() ? State.CANCELLED : State.ROLLED_BACK, e.reason());
    }

    /** A VM without a guest has nothing to stop: its deletion follows at once. */
    private Vm stopping(long graceMillis, boolean thenDelete) {
      return vm.grant().isPresent() ? new Vm.Stopping(grant(), graceMillis, thenDelete) : vm;
    }

    private Vm migrating(VmEvent.MigrationBegun e) {
      return new Vm.Migrating(
          grant(), e.target(), e.operation(), vm instanceof Vm.Paused, e.maxPauseMillis());
    }

    private static Vm relocated(Vm.Migrating m) {
      return live(m.target(), m.paused());
    }

    private static Vm live(Grant grant, boolean paused) {
      return paused ? new Vm.Paused(grant) : new Vm.Running(grant);
    }

    private Grant grant() {
      return vm.grant().orElseThrow(() -> new IllegalStateException("no grant while " + vm.name()));
    }
  }
}
