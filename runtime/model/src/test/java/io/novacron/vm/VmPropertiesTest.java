package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.vm.Decision.Accepted;
import io.novacron.vm.Decision.Code;
import io.novacron.vm.Decision.Refused;
import io.novacron.vm.Decision.Repeated;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds in whatever order verbs and reports come, timely or late, true or made up. */
class VmPropertiesTest {
  /** Something that happens to a VM. */
  sealed interface Act {
    /** {@code key} 0 stands for none. */
    record Ask(Verb verb, int key) implements Act {}

    record Tell(String what, Life.Told told) implements Act {
      @Override
      public String toString() {
        return what;
      }
    }
  }

  private static final List<Verb> VERBS =
      List.of(
          Life.DEFINE,
          Life.RELABEL,
          Life.START,
          new Verb.Start("h2", "tcg"),
          Life.PAUSE,
          Life.RESUME,
          Life.STOP,
          Life.DELETE,
          Life.DELETE_BY_FORCE,
          Life.MIGRATE,
          new Verb.Migrate("h1", java.time.Duration.ZERO));

  private static final List<Act.Tell> REPORTS =
      List.of(
          tell("started", l -> new Report.Started(l.token())),
          tell("start failed", l -> new Report.StartFailed(l.token(), "why")),
          tell("paused", l -> new Report.Paused(l.operation())),
          tell("resumed", l -> new Report.Resumed(l.operation())),
          tell("ended", l -> new Report.Ended(l.token(), "why")),
          tell("operation failed", l -> new Report.OperationFailed(l.operation(), "why")),
          tell("relocated", l -> new Report.Relocated(l.operation())),
          tell("rolled back", l -> new Report.MigrationEnded(l.operation(), false, "why")),
          tell("cancelled", l -> new Report.MigrationEnded(l.operation(), true, "why")),
          tell("seen", l -> new Report.Seen(l.token(), false)),
          tell("seen paused", l -> new Report.Seen(l.token(), true)),
          tell("deadline", l -> new Report.DeadlinePassed(l.operation())),
          tell("late start", _ -> new Report.Started(new Token(0, 2))),
          tell("late end", _ -> new Report.Ended(new Token(0, 2), "why")),
          tell("late pause", _ -> new Report.Paused(Life.ID + ".2")),
          tell("late deadline", _ -> new Report.DeadlinePassed(Life.ID + ".2")));

  private static Act.Tell tell(String what, Life.Told told) {
    return new Act.Tell(what, told);
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<Act> ask =
        Combinators.combine(Arbitraries.of(VERBS), Arbitraries.integers().between(0, 4))
            .as(Act.Ask::new);
    Arbitrary<Act> tell = Arbitraries.of(REPORTS).map(Function.identity());
    return Arbitraries.oneOf(ask, tell).list().ofMaxSize(60);
  }

  private static Decision happen(Life life, Act act) {
    return switch (act) {
      case Act.Ask(var verb, int key) ->
          life.ask(verb, key == 0 ? Request.PLAIN : Life.keyed("k" + key, verb.toString()));
      case Act.Tell(_, var told) -> life.tell(told.of(life));
    };
  }

  @Property(tries = 500)
  void anOperationBeginsOnlyWhenNoneIsInProgress(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    for (Act act : acts) {
      boolean busy = life.record().active().isPresent();
      Decision decision = happen(life, act);
      if (busy && decision instanceof Accepted(var events)) {
        assertThat(events).noneMatch(event -> event instanceof VmEvent.Begins);
      }
    }
  }

  @Property(tries = 500)
  void theVersionCountsTheEvents(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    for (Act act : acts) {
      long before = life.record().version();
      int events = happen(life, act) instanceof Accepted(var happened) ? happened.size() : 0;
      assertThat(life.record().version()).isEqualTo(before + events);
      assertThat(life.journal()).hasSize(Math.toIntExact(life.record().version()));
    }
  }

  @Property(tries = 500)
  void aLaterGrantHasAGreaterToken(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    acts.forEach(act -> happen(life, act));
    List<Token> tokens =
        life.journal().stream()
            .flatMap(event ->
                switch (event) {
                  case VmEvent.StartRequested e -> java.util.stream.Stream.of(e.grant());
                  case VmEvent.MigrationBegun e -> java.util.stream.Stream.of(e.target());
                  default -> java.util.stream.Stream.<Grant>empty();
                })
            .map(Grant::token)
            .toList();
    assertThat(tokens).isSorted().doesNotHaveDuplicates();
  }

  @Property(tries = 500)
  void aTransitionalStateHasAnOperationWithADeadline(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    for (Act act : acts) {
      happen(life, act);
      VmRecord record = life.record();
      if (isTransitional(record.vm())) {
        assertThat(record.active()).isPresent();
        assertThat(record.order()).isPresent();
      }
      assertThat(record.order().isPresent()).isEqualTo(record.active().isPresent());
      record.active().ifPresent(a -> assertThat(a.deadline()).isAfter(a.createdAt()));
    }
  }

  @Property(tries = 500)
  void aPassedDeadlineEndsTheOperationUnlessItIsAMigration(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    acts.forEach(act -> happen(life, act));
    boolean migrating = life.record().vm() instanceof Vm.Migrating;
    life.tell(new Report.DeadlinePassed(life.operation()));
    if (migrating) {
      life.tell(new Report.MigrationEnded(life.operation(), false, "its own deadline"));
    }
    assertThat(life.record().active()).isEmpty();
    assertThat(isTransitional(life.record().vm())).isFalse();
  }

  private static boolean isTransitional(Vm vm) {
    return vm instanceof Vm.Starting || vm instanceof Vm.Stopping || vm instanceof Vm.Migrating;
  }

  @Property(tries = 500)
  void aKeyIsAnsweredTheSameForEver(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    Map<String, KeyUse> used = new HashMap<>();
    for (Act act : acts) {
      KeyUse before = act instanceof Act.Ask ask ? used.get("k" + ask.key()) : null;
      Decision decision = happen(life, act);
      if (before != null && act instanceof Act.Ask(var verb, _)) {
        assertThat(decision)
            .isEqualTo(
                before.fingerprint().equals(verb.toString())
                    ? new Repeated(before.operation())
                    : keyReused(decision));
      }
      life.record().keys().forEach(use -> used.putIfAbsent(use.key(), use));
    }
  }

  private static Decision keyReused(Decision decision) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo(Code.KEY_REUSED));
    return decision;
  }

  @Property(tries = 500)
  void whatEndedStaysEnded(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    Set<Operation> ended = new HashSet<>();
    for (Act act : acts) {
      happen(life, act);
      for (Operation operation : life.record().ended()) {
        assertThat(operation.endedAt()).isPresent();
        assertThat(operation.state()).isNotEqualTo(Operation.State.RUNNING);
        ended.add(operation);
      }
    }
    assertThat(ended).extracting(Operation::id).doesNotHaveDuplicates();
  }

  @Property(tries = 500)
  void theRecordIsTheFoldOfItsJournal(@ForAll("acts") @Size(max = 60) List<Act> acts) {
    Life life = new Life();
    acts.forEach(act -> happen(life, act));
    VmRecord replayed = VmRecord.unknown(Life.ID);
    for (VmEvent event : life.journal()) {
      replayed = replayed.after(event);
    }
    assertThat(replayed).isEqualTo(life.record());
  }

  @Property(tries = 500)
  void atMostOneGrantIsTheVms(@ForAll("acts") List<Act> acts) {
    Life life = new Life();
    acts.forEach(act -> happen(life, act));
    for (VmEvent event : life.journal()) {
      if (event instanceof VmEvent.StartRequested(var grant, _, _, _, _)
          && !isKnown(life.record().vm(), grant)) {
        assertThat(life.record().judge(new Observed(grant.token(), true)))
            .isEqualTo(Verdict.DESTROY);
      }
    }
  }

  private static boolean isKnown(Vm vm, Grant grant) {
    return vm.grant().filter(grant::equals).isPresent();
  }
}
