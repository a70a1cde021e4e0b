package io.novacron.vm;

/**
 * A guest that a host has found.
 *
 * @param running whether its vCPUs run
 */
public record Observed(Token token, boolean running) {
  /**
   * What is to become of it. A guest under a token that the journal has not reached is left alone:
   * then the journal is not what it was, and no one may be destroyed on its word.
   */
  Verdict judge(VmRecord record) {
    if (token.generation() == 0 && token.position() > record.version()) {
      return Verdict.KEEP;
    }
    return switch (record.vm()) {
      case Vm.Running(var held) -> holds(held) ? live(record, true) : Verdict.DESTROY;
      case Vm.Paused(var held) -> holds(held) ? live(record, false) : Verdict.DESTROY;
      case Vm.Migrating m ->
          holds(m.source()) || holds(m.target()) ? Verdict.KEEP : Verdict.DESTROY;
      case Vm.Starting _, Vm.Stopping _, Vm.Failed _ ->
          record.vm().grant().filter(this::holds).isPresent() ? Verdict.KEEP : Verdict.DESTROY;
      case Vm.Unknown _, Vm.Defined _, Vm.Stopped _, Vm.Deleted _ -> Verdict.DESTROY;
    };
  }

  private boolean holds(Grant grant) {
    return grant.token().equals(token);
  }

  /** While a verb is on its way, its answer decides. */
  private Verdict live(VmRecord record, boolean shouldRun) {
    if (shouldRun == running || record.active().isPresent()) {
      return Verdict.KEEP;
    }
    return shouldRun ? Verdict.RESUME : Verdict.PAUSE;
  }
}
