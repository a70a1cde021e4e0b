package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.novacron.control.VmCommand.Answer;
import io.novacron.control.VmCommand.Decided;
import io.novacron.control.VmCommand.Judgement;
import io.novacron.journal.ControlJournal;
import io.novacron.journal.Unread;
import io.novacron.migration.MigrationReport;
import io.novacron.persistence.JournalSerializer;
import io.novacron.vm.Decision;
import io.novacron.vm.Observed;
import io.novacron.vm.Operation;
import io.novacron.vm.Report;
import io.novacron.vm.Request;
import io.novacron.vm.Token;
import io.novacron.vm.Verb;
import io.novacron.vm.Verdict;
import io.novacron.vm.Vm;
import io.novacron.vm.VmOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VmEntityTest {
  private static final String PERSISTENCE_ID = "vm|web";

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.actor.provider = local
                  pekko.fail-mixed-versions = off
                  # What cannot be read cannot be written; the golden journal tests the bytes.
                  pekko.persistence.testkit.events.serialize = off
                  """)
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(JournalSerializer.bindings(ControlJournal.class, ControlJournal.FORMAT))
              .withFallback(ConfigFactory.load()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  private final BlockingQueue<VmOrder> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<MigrationReport> answers = new LinkedBlockingQueue<>();
  private final TestProbe<Answer> probe = kit.createTestProbe();

  private ActorRef<VmCommand> spawn() {
    return kit.spawn(
        VmEntity.create(
            Specs.WEB,
            new VmEntity.Surroundings(
                (_, order) -> orders.add(order), (_, report) -> answers.add(report))));
  }

  @AfterEach
  void tearDown() {
    kit.shutdownTestKit();
  }

  private Decided ask(ActorRef<VmCommand> entity, Verb verb) {
    return ask(entity, verb, Request.PLAIN);
  }

  private Decided ask(ActorRef<VmCommand> entity, Verb verb, Request request) {
    entity.tell(new VmCommand.Ask(verb, request, probe.ref()));
    return (Decided) probe.receiveMessage(Duration.ofSeconds(20));
  }

  private Decided get(ActorRef<VmCommand> entity) {
    entity.tell(new VmCommand.Get(probe.ref()));
    return (Decided) probe.receiveMessage(Duration.ofSeconds(20));
  }

  private Decided define(ActorRef<VmCommand> entity) {
    return ask(entity, new Verb.Define(Specs.simulated(16), Map.of("app", "web")));
  }

  private VmOrder nextOrder() throws InterruptedException {
    return Optional.ofNullable(orders.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private Token running(ActorRef<VmCommand> entity) throws InterruptedException {
    define(entity);
    ask(entity, new Verb.Start("n1", "sim"));
    Token token = ((VmOrder.StartGuest) nextOrder()).grant().token();
    entity.tell(new VmCommand.Tell(new Report.Started(token)));
    assertThat(get(entity).record().vm()).isInstanceOf(Vm.Running.class);
    orders.clear();
    return token;
  }

  @Test
  void aStartIsJournalledBeforeItsHostHearsOfIt() throws Exception {
    ActorRef<VmCommand> entity = spawn();
    define(entity);

    Decided decided = ask(entity, new Verb.Start("n1", "sim"));

    assertThat(decided.record().vm()).isInstanceOf(Vm.Starting.class);
    assertThat(journal.persistedInStorage(PERSISTENCE_ID)).hasSize(2);
    assertThat(nextOrder()).isInstanceOf(VmOrder.StartGuest.class);
  }

  @Test
  void anOrderThatIsNotAnsweredIsRepeated() throws Exception {
    ActorRef<VmCommand> entity = spawn();
    define(entity);
    ask(entity, new Verb.Start("n1", "sim"));

    assertThat(List.of(nextOrder(), nextOrder())).allMatch(VmOrder.StartGuest.class::isInstance);
  }

  @Test
  void afterACrashTheOpenOrderIsGivenAgain() throws Exception {
    ActorRef<VmCommand> before = spawn();
    define(before);
    ask(before, new Verb.Start("n1", "sim"));
    kit.stop(before);
    orders.clear();

    spawn();

    assertThat(nextOrder()).isInstanceOf(VmOrder.StartGuest.class);
  }

  @Test
  void theSameKeyIsAnsweredTheSameAfterACrash() {
    ActorRef<VmCommand> before = spawn();
    define(before);
    var request = new Request(Optional.of("k1"), "start", Optional.empty());
    ask(before, new Verb.Start("n1", "sim"), request);
    kit.stop(before);

    Decided again = ask(spawn(), new Verb.Start("n1", "sim"), request);

    assertThat(again.decision()).isEqualTo(new Decision.Repeated("web.2"));
    assertThat(journal.persistedInStorage(PERSISTENCE_ID)).hasSize(2);
  }

  @Test
  void aGuestThatIsNotTheVmIsToBeDestroyed() throws Exception {
    ActorRef<VmCommand> entity = spawn();
    Token token = running(entity);
    TestProbe<Judgement> judgements = kit.createTestProbe();

    entity.tell(new VmCommand.Judge(new Observed(new Token(0, 1), true), 7, judgements.ref()));
    entity.tell(new VmCommand.Judge(new Observed(token, true), 7, judgements.ref()));
    entity.tell(new VmCommand.Judge(new Observed(token, false), 7, judgements.ref()));

    assertThat(judgements.receiveSeveralMessages(3))
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.DESTROY, Verdict.KEEP, Verdict.RESUME);
  }

  @Test
  void aMigrationIsBegunAndItsOutcomeIsAcknowledgedHoweverOftenItIsTold() throws Exception {
    ActorRef<VmCommand> entity = spawn();
    running(entity);

    String id =
        ask(entity, new Verb.Migrate("n2", Duration.ofMillis(300)))
            .record()
            .active()
            .map(Operation::id)
            .orElseThrow();
    assertThat(((VmOrder.Move) nextOrder()).migration()).isEqualTo(id);
    entity.tell(new VmCommand.Tell(new Report.Relocated(id)));
    entity.tell(new VmCommand.Tell(new Report.Relocated(id)));

    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(new MigrationReport.VmRelocated());
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(new MigrationReport.VmRelocated());
    assertThat(get(entity).record().vm())
        .isInstanceOfSatisfying(Vm.Running.class, r -> assertThat(r.held().host()).isEqualTo("n2"));
    // Once, so that a guest that ended meanwhile is noticed; a repetition could find it elsewhere.
    assertThat(orders)
        .filteredOn(VmOrder.ResumeGuest.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            VmOrder.ResumeGuest.class,
            order -> {
              assertThat(order.grant().host()).isEqualTo("n2");
              assertThat(order.operation()).isEqualTo(id);
            });
    entity.tell(new VmCommand.Tell(new Report.Resumed(id)));
    entity.tell(new VmCommand.Tell(new Report.OperationFailed(id, "late")));
    assertThat(get(entity).record().vm()).isInstanceOf(Vm.Running.class);
  }

  @Test
  void aVmWithAnUnknownEventInItsJournalRefusesEverythingAndSaysWhy() {
    ActorRef<VmCommand> before = spawn();
    define(before);
    kit.stop(before);
    journal.persistForRecovery(PERSISTENCE_ID, List.of(new Unread("'vm.teleported:1' is unknown")));

    ActorRef<VmCommand> entity = spawn();
    entity.tell(new VmCommand.Get(probe.ref()));
    entity.tell(new VmCommand.Ask(new Verb.Start("n1", "sim"), Request.PLAIN, probe.ref()));
    entity.tell(new VmCommand.Tell(new Report.Paused("web-1.2")));

    assertThat(probe.receiveSeveralMessages(2))
        .allSatisfy(answer ->
            assertThat(answer).isEqualTo(new VmCommand.Unreadable("'vm.teleported:1' is unknown")));
    assertThat(journal.persistedInStorage(PERSISTENCE_ID)).hasSize(2);
  }

  @Test
  void whatFailsToBeJournalledHasNotHappened() {
    ActorRef<VmCommand> entity = spawn();
    define(entity);
    journal.failNextPersisted(PERSISTENCE_ID);

    entity.tell(new VmCommand.Ask(new Verb.Start("n1", "sim"), Request.PLAIN, probe.ref()));
    probe.expectNoMessage(Duration.ofMillis(100));

    assertThat(get(entity).record().vm()).isInstanceOf(Vm.Defined.class);
  }
}
