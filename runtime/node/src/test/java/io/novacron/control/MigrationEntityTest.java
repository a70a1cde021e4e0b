package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.novacron.control.MigrationCommand.Answer;
import io.novacron.control.MigrationCommand.Standing;
import io.novacron.journal.ControlJournal;
import io.novacron.migration.Migration;
import io.novacron.migration.MigrationDeadlines;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Order;
import io.novacron.migration.Progress;
import io.novacron.migration.Progress.Phase;
import io.novacron.migration.Receipt;
import io.novacron.migration.StreamOffer;
import io.novacron.persistence.JournalSerializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationEntityTest {
  private static final String ID = "web.4";
  private static final StreamOffer OFFER = new StreamOffer("127.0.0.1", 7400, "ticket");

  private final ActorTestKit kit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.getInstance()
              .config()
              .withFallback(JournalSerializer.bindings(ControlJournal.class, ControlJournal.FORMAT))
              .withFallback(
                  ConfigFactory.parseString(
                      "pekko.actor.provider=local, pekko.fail-mixed-versions=off"))
              .withFallback(ConfigFactory.load()));
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final TestProbe<Answer> probe = kit.createTestProbe();

  private ActorRef<MigrationCommand> spawn(Failpoints failpoints) {
    return kit.spawn(
        MigrationEntity.create(
            ID, new MigrationEntity.Surroundings("n3", orders::add, failpoints, now::get)));
  }

  @AfterEach
  void tearDown() {
    kit.shutdownTestKit();
  }

  private Standing standing(ActorRef<MigrationCommand> entity) {
    entity.tell(new MigrationCommand.Get(probe.ref()));
    return (Standing) probe.receiveMessage(Duration.ofSeconds(20));
  }

  private void awaitOrder(Class<? extends Order> type) throws InterruptedException {
    Order order;
    do {
      order = orders.poll(20, TimeUnit.SECONDS);
      assertThat(order).as("an order of " + type.getSimpleName()).isNotNull();
    } while (!type.isInstance(order));
  }

  private static void tell(ActorRef<MigrationCommand> entity, MigrationReport report) {
    entity.tell(new MigrationCommand.Tell(report));
  }

  private ActorRef<MigrationCommand> sealed() throws InterruptedException {
    ActorRef<MigrationCommand> entity = spawn(Failpoints.NONE);
    entity.tell(new MigrationCommand.Begin(Specs.plan(ID)));
    awaitOrder(Order.Prepare.class);
    tell(entity, new MigrationReport.Prepared(OFFER));
    awaitOrder(Order.Begin.class);
    tell(entity, new MigrationReport.Begun());
    tell(entity, new MigrationReport.Sealed());
    assertThat(standing(entity).record().state()).isInstanceOf(Migration.Sealed.class);
    return entity;
  }

  @Test
  void aMigrationIsDrivenFromItsRequestToItsReceipt() throws Exception {
    ActorRef<MigrationCommand> entity = sealed();
    awaitOrder(Order.AskTarget.class);
    tell(entity, new MigrationReport.Arrived("abc"));
    awaitOrder(Order.Resume.class);
    tell(entity, new MigrationReport.Resumed());
    awaitOrder(Order.TellRelocated.class);
    tell(entity, new MigrationReport.VmRelocated());
    awaitOrder(Order.Release.class);
    tell(entity, new MigrationReport.Released(Receipt.unknown(Specs.plan(ID))));

    assertThat(standing(entity).record().points())
        .extracting("state")
        .containsExactly(
            "requested", "prepared", "transferring", "sealed", "committed", "completed");
  }

  @Test
  void theSealOfTheSourceAloneCommitsNothing() throws Exception {
    ActorRef<MigrationCommand> entity = sealed();
    tell(entity, new MigrationReport.Sealed());
    tell(entity, new MigrationReport.Released(Receipt.unknown(Specs.plan(ID))));

    assertThat(standing(entity).record().state()).isInstanceOf(Migration.Sealed.class);
  }

  @Test
  void whatFailsBeforeTheCommitIsRolledBackOnBothHosts() throws Exception {
    ActorRef<MigrationCommand> entity = sealed();
    tell(entity, new MigrationReport.Failed("n2", "the stream broke"));
    awaitOrder(Order.Restore.class);
    awaitOrder(Order.Discard.class);
    tell(entity, new MigrationReport.Arrived("late"));
    tell(entity, new MigrationReport.SourceRestored());
    tell(entity, new MigrationReport.TargetDiscarded());
    awaitOrder(Order.TellRestored.class);

    assertThat(standing(entity).record().state())
        .isEqualTo(new Migration.RolledBack(false, "n2: the stream broke"));
  }

  @Test
  void aGuestWhosePassesDoNotGetSmallerGoesOnWhereItIs() throws Exception {
    ActorRef<MigrationCommand> entity = spawn(Failpoints.NONE);
    entity.tell(new MigrationCommand.Begin(Specs.plan(ID)));
    tell(entity, new MigrationReport.Prepared(OFFER));
    tell(entity, new MigrationReport.Begun());
    awaitOrder(Order.AskSource.class);

    entity.tell(new MigrationCommand.Advance(pass(2)));
    entity.tell(new MigrationCommand.Advance(pass(3)));
    for (int i = 1; i <= MigrationDeadlines.CONVERGE.toSeconds() / 10; i++) {
      assertThat(standing(entity).record().state()).isInstanceOf(Migration.Transferring.class);
      now.updateAndGet(before -> before.plusSeconds(10));
      entity.tell(new MigrationCommand.Advance(pass(3 + i)));
      tell(entity, new MigrationReport.TargetWaits());
    }

    awaitOrder(Order.Restore.class);
    assertThat(standing(entity).record().reason())
        .contains("n1", "does not converge: for 600 s", "120.0 MB", "11.9 MB/s", "12.0 MB/s");
  }

  /** Ten seconds of a link that carries a hair more than the guest dirties. */
  private static Progress pass(int number) {
    return new Progress(
        Phase.PRE_COPY, number, 0, 120_000_000, 0, 0, 0, 0, 12_000_000, 11_900_000, 0, -1, 4);
  }

  @Test
  void aSourceThatStillCarriesWhatWasGivenUpIsToldSo() throws Exception {
    ActorRef<MigrationCommand> entity = sealed();
    tell(entity, new MigrationReport.Failed("n2", "the stream broke"));
    tell(entity, new MigrationReport.SourceRestored());
    tell(entity, new MigrationReport.TargetDiscarded());
    tell(entity, new MigrationReport.VmRestored());
    assertThat(standing(entity).record().state()).isInstanceOf(Migration.RolledBack.class);
    orders.clear();

    entity.tell(new MigrationCommand.Advance(pass(2)));

    awaitOrder(Order.Restore.class);
  }

  @Test
  void aCancelIsAcceptedBeforeTheCommitAndRefusedAfterIt() throws Exception {
    ActorRef<MigrationCommand> entity = sealed();
    tell(entity, new MigrationReport.Arrived("abc"));
    entity.tell(new MigrationCommand.Cancel(probe.ref()));
    assertThat(((Standing) probe.receiveMessage(Duration.ofSeconds(20))).cancelled()).isFalse();

    ActorRef<MigrationCommand> early =
        kit.spawn(
            MigrationEntity.create(
                "web.9",
                new MigrationEntity.Surroundings("n3", orders::add, Failpoints.NONE, now::get)));
    early.tell(new MigrationCommand.Begin(Specs.plan("web.9")));
    early.tell(new MigrationCommand.Cancel(probe.ref()));
    assertThat(((Standing) probe.receiveMessage(Duration.ofSeconds(20))).cancelled()).isTrue();
  }

  @Test
  void afterTheDeathOfItsCoordinatorItGoesOnWhereItStood() throws Exception {
    kit.stop(sealed());
    orders.clear();

    ActorRef<MigrationCommand> again = spawn(Failpoints.NONE);
    awaitOrder(Order.AskTarget.class);
    tell(again, new MigrationReport.Arrived("abc"));

    awaitOrder(Order.Resume.class);
  }

  @Test
  void anArmedFailpointHaltsItUntilItIsReleased(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("requested.arm"), "");
    ActorRef<MigrationCommand> entity = spawn(Failpoints.in(folder));
    entity.tell(new MigrationCommand.Begin(Specs.plan(ID)));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(folder.resolve("requested.reached")));
    tell(entity, new MigrationReport.Prepared(OFFER));
    assertThat(standing(entity).record().state()).isInstanceOf(Migration.Requested.class);
    assertThat(orders).isEmpty();

    Files.writeString(folder.resolve("requested.go"), "");
    awaitOrder(Order.Prepare.class);
  }
}
