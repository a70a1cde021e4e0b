package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.vm.Decision.Code;
import io.novacron.vm.Decision.Refused;
import io.novacron.vm.Decision.Repeated;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the journal of a VM says beyond its state. */
class VmRecordTest {
  @Test
  void theSameRequestAgainIsAnsweredWithTheOperationItBegan() {
    Life life = Life.that("is defined");
    Request request = Life.keyed("k1", "start h1");
    assertThat(life.ask(Life.START, request)).isInstanceOf(Decision.Accepted.class);
    String operation = life.operation();
    assertThat(life.ask(Life.START, request)).isEqualTo(new Repeated(operation));
    life.hears(l -> new Report.Started(l.token()));
    assertThat(life.ask(Life.START, request)).isEqualTo(new Repeated(operation));
    assertThat(life.record().operation(operation)).isPresent();
  }

  @Test
  void aKeyIsNotUsedForAnotherRequest() {
    Life life = Life.that("is defined");
    life.ask(Life.START, Life.keyed("k1", "start h1"));
    assertThat(life.ask(Life.STOP, Life.keyed("k1", "stop")))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo(Code.KEY_REUSED));
  }

  @Test
  void aRefusedRequestDoesNotUseItsKeyUp() {
    Life life = Life.that("is defined");
    Request request = Life.keyed("k1", "pause");
    assertThat(life.ask(Life.PAUSE, request)).isInstanceOf(Refused.class);
    life.does(Life.START).hears(l -> new Report.Started(l.token()));
    assertThat(life.ask(Life.PAUSE, request)).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void aDefinitionAndNewLabelsBeginNoOperation() {
    Life life = new Life();
    life.ask(Life.DEFINE, Life.keyed("k1", "define"));
    assertThat(life.ask(Life.DEFINE, Life.keyed("k1", "define"))).isEqualTo(new Repeated(""));
    life.ask(Life.RELABEL, Life.keyed("k2", "relabel"));
    assertThat(life.ask(Life.RELABEL, Life.keyed("k2", "relabel"))).isEqualTo(new Repeated(""));
    assertThat(life.record().labels()).isEqualTo(Map.of("tier", "db"));
  }

  @Test
  void oldKeysAreForgotten() {
    Life life = Life.that("is defined");
    for (int i = 0; i <= Limits.KEYS; i++) {
      life.ask(Life.RELABEL, Life.keyed("k" + i, "relabel"));
    }
    assertThat(life.record().keys()).hasSize(Limits.KEYS);
    assertThat(life.ask(Life.RELABEL, Life.keyed("k1", ""))).isInstanceOf(Refused.class);
    assertThat(life.ask(Life.RELABEL, Life.keyed("k0", ""))).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void oldOperationsAreForgotten() {
    Life life = Life.that("runs");
    String first = life.record().ended().getFirst().id();
    for (int i = 0; i < Limits.OPERATIONS; i++) {
      life.does(Life.PAUSE).hears(l -> new Report.OperationFailed(l.operation(), "no"));
    }
    assertThat(life.record().ended()).hasSize(Limits.OPERATIONS);
    assertThat(life.record().operation(first)).isEmpty();
  }

  @Test
  void whoBelievesInAnotherVersionIsToldSo() {
    Life life = Life.that("runs");
    long version = life.record().version();
    assertThat(life.ask(Life.PAUSE, ifVersion(version - 1)))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo(Code.VERSION_MISMATCH));
    assertThat(life.ask(Life.PAUSE, ifVersion(version))).isInstanceOf(Decision.Accepted.class);
  }

  private static Request ifVersion(long version) {
    return new Request(Optional.empty(), "", Optional.of(version));
  }

  @Test
  void theJournalAloneSaysWhatAVmIs() {
    Life life = Life.that("is migrating").hears(l -> new Report.Relocated(l.operation()));
    VmRecord replayed = VmRecord.unknown(Life.ID);
    for (VmEvent event : life.journal()) {
      replayed = replayed.after(event);
    }
    assertThat(replayed).isEqualTo(life.record());
  }

  @Test
  void aVmThatWasNeverDefinedHasNoSpec() {
    assertThatThrownBy(() -> new Life().record().specified())
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "is starting, StartGuest",
    "is pausing, PauseGuest",
    "is resuming, ResumeGuest",
    "is stopping, StopGuest",
    "is being deleted, StopGuest",
    "is migrating, Move",
    "is migrating paused, Move"
  })
  void aVmThatWaitsSaysWhatFor(String situation, String order) {
    VmRecord record = Life.that(situation).record();
    assertThat(record.order().orElseThrow().getClass().getSimpleName()).isEqualTo(order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"is unknown", "is defined", "runs", "is paused", "is stopped", "is lost"})
  void aVmThatDoesNotWaitOrdersNothing(String situation) {
    assertThat(Life.that(situation).record().order()).isEmpty();
  }

  @Test
  void theOrderToMoveSaysFromWhereToWhereAndHow() {
    VmRecord record = Life.that("is migrating").record();
    var move = (VmOrder.Move) record.order().orElseThrow();
    assertThat(move.source().host()).isEqualTo("h1");
    assertThat(move.target().host()).isEqualTo("h2");
    assertThat(move.target().accelerator()).isEqualTo(move.source().accelerator());
    assertThat(move.maxPauseMillis()).isEqualTo(300);
    assertThat(move.paused()).isFalse();
    assertThat(Duration.between(record.updatedAt(), move.deadline())).isEqualTo(Limits.MIGRATION);
  }

  @ParameterizedTest
  @CsvSource({
    "is starting, true, KEEP",
    "runs, true, KEEP",
    "runs, false, RESUME",
    "is pausing, true, KEEP",
    "is paused, false, KEEP",
    "is paused, true, PAUSE",
    "is resuming, false, KEEP",
    "is migrating, false, KEEP",
    "is stopping, true, KEEP",
    "is lost, true, KEEP"
  })
  void aGuestThatIsTheVmIsMadeWhatItShouldBe(String situation, boolean running, Verdict verdict) {
    Life life = Life.that(situation);
    assertThat(life.record().judge(new Observed(life.token(), running))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "is defined",
        "is starting",
        "runs",
        "is paused",
        "is migrating",
        "is stopping",
        "is stopped",
        "has failed",
        "is lost",
        "is deleted"
      })
  void aGuestOfAnOldGrantIsNotTheVm(String situation) {
    VmRecord record = Life.that(situation).record();
    assertThat(record.judge(new Observed(new Token(0, 0), true))).isEqualTo(Verdict.DESTROY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"is unknown", "runs", "is stopped", "is deleted"})
  void aGuestOfAGrantThatTheJournalDoesNotKnowIsLeftAlone(String situation) {
    VmRecord record = Life.that(situation).record();
    Token later = new Token(0, record.version() + 1);
    assertThat(record.judge(new Observed(later, true))).isEqualTo(Verdict.KEEP);
  }

  @Test
  void bothGuestsOfAMigrationAreKept() {
    Life life = Life.that("is migrating");
    Token target = ((Vm.Migrating) life.record().vm()).target().token();
    assertThat(life.record().judge(new Observed(target, false))).isEqualTo(Verdict.KEEP);
  }
}
