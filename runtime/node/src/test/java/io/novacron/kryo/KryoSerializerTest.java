package io.novacron.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.novacron.control.AgentCommand;
import io.novacron.control.HostReport;
import io.novacron.control.MigrationCommand;
import io.novacron.control.Specs;
import io.novacron.control.VmCommand;
import io.novacron.hypervisor.DriverReport;
import io.novacron.journal.ControlJournal;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.MigrationRecord;
import io.novacron.migration.Order;
import io.novacron.migration.Progress;
import io.novacron.mode.Ping;
import io.novacron.mode.Pong;
import io.novacron.vm.Decision;
import io.novacron.vm.KeyUse;
import io.novacron.vm.Request;
import io.novacron.vm.Verb;
import io.novacron.vm.VmRecord;
import io.novacron.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KryoSerializerTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider=local, pekko.fail-mixed-versions=off")
              .withFallback(ConfigFactory.load()));
  private final KryoSerializer serializer =
      new KryoSerializer((ExtendedActorSystem) Adapter.toClassic(KIT.system()));

  @AfterAll
  static void tearDown() {
    KIT.shutdownTestKit();
  }

  private Object roundTrip(Object message) {
    return serializer.fromBinary(serializer.toBinary(message), "");
  }

  private static VmRecord record() {
    VmRecord record = VmRecord.unknown(Specs.WEB);
    var request = new Request(Optional.of("key"), "f", Optional.empty());
    for (Verb verb :
        List.of(
            new Verb.Define(Specs.simulated(8), Map.of("a", "b", "c", "d")),
            new Verb.Start("n1", "sim"))) {
      var accepted =
          (Decision.Accepted)
              record.ask(verb, verb instanceof Verb.Start ? request : Request.PLAIN, Instant.now());
      for (var event : accepted.events()) {
        record = record.after(event);
      }
    }
    assertThat(record.keys()).extracting(KeyUse::key).containsExactly("key");
    return record;
  }

  @Test
  void theAnswersOfAVmCrossTheWire() {
    var answer = new VmCommand.Decided(new Decision.Unchanged(), record());

    assertThat(roundTrip(answer)).isEqualTo(answer);
  }

  @Test
  void theAnswersOfAVmThatWasReadFromItsJournalCrossTheWire() {
    String journalled = ControlJournal.FORMAT.toText(record());
    VmRecord read = ControlJournal.FORMAT.fromText(journalled, VmRecord.class);
    var answer = new VmCommand.Decided(new Decision.Unchanged(), read);

    assertThat(roundTrip(answer)).isEqualTo(answer);
  }

  @Test
  void whatAMigrationSaysCrossesTheWire() {
    var record =
        MigrationRecord.unknown("web.4")
            .after(new MigrationEvent.Requested(Specs.plan("web.4"), Instant.now()));
    var standing =
        new MigrationCommand.Standing(
            record, Optional.of(Progress.none(Progress.Phase.PRE_COPY)), false, "n1");
    var order = new AgentCommand.Carry(new Order.Prepare(Specs.plan("web.4")));

    assertThat(roundTrip(standing)).isEqualTo(standing);
    assertThat(roundTrip(order)).isEqualTo(order);
  }

  @Test
  void aReferenceInAMessageStillReachesItsActor() {
    TestProbe<AgentCommand> agent = KIT.createTestProbe();
    var report =
        new HostReport(
            "n1",
            "a",
            "pekko://novacron@h:1",
            "http://h",
            2,
            10,
            1,
            1,
            List.of(DriverReport.unavailable("qemu", "none")),
            "1",
            agent.ref());

    ((HostReport) roundTrip(report)).agent().tell(new AgentCommand.Sweep());

    assertThat(agent.receiveMessage()).isEqualTo(new AgentCommand.Sweep());
  }

  @Test
  void aPingFindsItsWayBack() {
    TestProbe<Pong> asker = KIT.createTestProbe();

    ((Ping) roundTrip(new Ping(7, asker.ref()))).replyTo().tell((Pong) roundTrip(new Pong(7)));

    assertThat(asker.receiveMessage()).isEqualTo(new Pong(7));
  }

  @Test
  void aPingIsTheSameBytesInEveryVersion() {
    ActorRef<Pong> asker = KIT.<Pong>createTestProbe("asker").ref();

    assertThat(serializer.toBinary(new Pong(7))).asHexString().isEqualTo("640E");
    assertThat(serializer.toBinary(new Ping(7, asker))).asHexString().startsWith("630E65");
  }

  @Test
  void aClassThatIsNotListedIsRefused() {
    record Stranger(String text) implements Wire {}

    assertThatThrownBy(() -> serializer.toBinary(new Stranger("hello")))
        .hasMessageContaining("not registered");
  }

  @Test
  void everyWireMessageIsBoundToThisSerializer() throws Exception {
    var serialization = SerializationExtension.get(Adapter.toClassic(KIT.system()));

    assertThat(serialization.serializerFor(VmCommand.Wake.class))
        .isInstanceOf(KryoSerializer.class);
  }
}
