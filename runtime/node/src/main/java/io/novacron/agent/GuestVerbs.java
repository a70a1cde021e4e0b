package io.novacron.agent;

import io.novacron.control.AgentCommand.ConsoleText;
import io.novacron.control.AgentCommand.Figures;
import io.novacron.control.AgentCommand.GuestAnswer;
import io.novacron.control.AgentCommand.NoGuest;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.vm.Grant;
import io.novacron.vm.Report;
import io.novacron.vm.Verdict;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the orders of VMs do to guests. Every call blocks, and its answer is the report to make. */
final class GuestVerbs {
  private final GuestKeeper keeper;

  GuestVerbs(GuestKeeper keeper) {
    this.keeper = keeper;
  }

  /** Carries out {@code order}. */
  Report carryOut(VmId vm, VmOrder order) {
    return switch (order) {
      case VmOrder.StartGuest start -> start(vm, start);
      case VmOrder.PauseGuest(var grant, var operation) ->
          change(vm, grant, operation, Guest::pause, new Report.Paused(operation));
      case VmOrder.ResumeGuest(var grant, var operation) ->
          change(vm, grant, operation, Guest::resume, new Report.Resumed(operation));
      case VmOrder.StopGuest(var grant, var grace) -> stop(vm, grant, grace);
      case VmOrder.Move _ -> throw new IllegalArgumentException("a move is for its migration");
    };
  }

  /** Does what a VM said is to become of a guest that was found. */
  void settle(Guest guest, Verdict verdict) {
    switch (verdict) {
      case KEEP -> {}
      case RESUME -> guest.resume();
      case PAUSE -> guest.pause();
      case DESTROY -> keeper.destroy(guest);
    }
  }

  GuestAnswer console(VmId vm, int bytes) {
    return about(
        vm,
        guest -> new ConsoleText(new String(guest.consoleLog(bytes), StandardCharsets.ISO_8859_1)));
  }

  GuestAnswer statistics(VmId vm) {
    return about(
        vm,
        guest -> {
          var s = guest.statistics();
          return new Figures(s.memoryBytes(), s.residentBytes(), s.cpuNanos(), s.uptimeMillis());
        });
  }

  private GuestAnswer about(VmId vm, Function<Guest, GuestAnswer> question) {
    try {
      return keeper
          .find(vm)
          .map(question)
          .orElseGet(() -> new NoGuest("there is no guest of " + vm + " on this host"));
    } catch (HypervisorException e) {
      return new NoGuest(String.valueOf(e.getMessage()));
    }
  }

  private Report start(VmId vm, VmOrder.StartGuest start) {
    try {
      keeper.start(vm, start.grant(), start.spec());
      return new Report.Started(start.grant().token());
    } catch (HypervisorException e) {
      if (e.kind() == HypervisorException.Kind.GUEST_EXISTS) {
        // A failed start says that nothing is left here; this one may be said when that is true.
        throw e;
      }
      return new Report.StartFailed(start.grant().token(), String.valueOf(e.getMessage()));
    }
  }

  private Report change(VmId vm, Grant grant, String operation, Consumer<Guest> verb, Report done) {
    try {
      Optional<Guest> guest = keeper.find(vm, grant.token());
      if (guest.isEmpty()) {
        return new Report.Ended(grant.token(), "its guest is gone from " + grant.host());
      }
      verb.accept(guest.get());
      return done;
    } catch (HypervisorException e) {
      return new Report.OperationFailed(operation, String.valueOf(e.getMessage()));
    }
  }

  private Report stop(VmId vm, Grant grant, Duration grace) {
    Optional<Guest> guest = keeper.find(vm, grant.token());
    guest.ifPresent(g -> end(g, grace));
    return new Report.Ended(grant.token(), "stopped");
  }

  private void end(Guest guest, Duration grace) {
    if (!grace.isZero() && guest.state() == GuestState.RUNNING) {
      guest.stop(grace);
    }
    keeper.destroy(guest);
  }
}
