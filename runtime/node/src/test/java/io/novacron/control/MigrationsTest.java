package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.novacron.control.MigrationCommand.Standing;
import io.novacron.journal.ControlJournal;
import io.novacron.persistence.JournalSerializer;
import io.novacron.vm.Operation;
import io.novacron.vm.Report;
import io.novacron.vm.Request;
import io.novacron.vm.Token;
import io.novacron.vm.Verb;
import io.novacron.vm.Vm;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import io.novacron.vm.VmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A VM whose orders never arrive, so that nobody but who asks begins its migration. */
class MigrationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ActorTestKit kit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.getInstance()
              .config()
              .withFallback(JournalSerializer.bindings(ControlJournal.class, ControlJournal.FORMAT))
              .withFallback(
                  ConfigFactory.parseString(
                      """
                      pekko.actor.provider = cluster
                      pekko.fail-mixed-versions = off
                      pekko.remote.artery.transport = tcp
                      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                      """))
              .withFallback(ConfigFactory.load()));
  private final ClusterSharding sharding = ClusterSharding.get(kit.system());
  private final Asker asker = new Asker(sharding, () -> true);
  private final BiConsumer<VmId, VmOrder> delivered = new Dispatch(new Hosts(), sharding)::order;

  @BeforeEach
  void start() {
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    sharding.init(
        Entity.of(
            VmEntity.TYPE,
            context ->
                VmEntity.create(
                    new VmId(context.getEntityId()),
                    new VmEntity.Surroundings((_, _) -> {}, (_, _) -> {}))));
    var house = new MigrationEntity.Surroundings("n1", _ -> {}, Failpoints.NONE, Instant::now);
    sharding.init(
        Entity.of(
            MigrationEntity.TYPE, context -> MigrationEntity.create(context.getEntityId(), house)));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private static <T> T result(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private VmRecord ask(Verb verb) {
    return result(asker.vm(Specs.WEB, replyTo -> new VmCommand.Ask(verb, Request.PLAIN, replyTo)))
        .record();
  }

  /** The id of a migration that its VM has acknowledged, and that nobody else knows of. */
  private String acknowledged() {
    ask(new Verb.Define(Specs.simulated(16), Map.of()));
    Token token = ask(new Verb.Start("n1", "sim")).vm().grant().orElseThrow().token();
    sharding
        .entityRefFor(VmEntity.TYPE, Specs.WEB.value())
        .tell(new VmCommand.Tell(new Report.Started(token)));
    VmRecord record = ask(new Verb.Migrate("n2", Duration.ofMillis(300)));
    assertThat(record.vm()).isInstanceOf(Vm.Migrating.class);
    return record.active().map(Operation::id).orElseThrow();
  }

  @Test
  void whatWasAcknowledgedIsFoundThoughItsOrderHasNotArrived() {
    String id = acknowledged();

    Standing standing = result(new Migrations(asker, delivered).get(id));

    assertThat(standing.record().planned().id()).isEqualTo(id);
  }

  @Test
  void whatWasAcknowledgedIsCancelledThoughItsOrderHasNotArrived() {
    String id = acknowledged();

    assertThat(result(new Migrations(asker, delivered).cancel(id)).cancelled()).isTrue();
  }

  @Test
  void whatItsVmDoesNotKnowIsNotFound() {
    String other = acknowledged() + "0";

    var migrations = new Migrations(asker, delivered);

    assertThatThrownBy(() -> result(migrations.get(other)))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(Refusal.class)
        .hasMessageContaining(other);
    assertThatThrownBy(() -> migrations.get("rubbish")).isInstanceOf(Refusal.class);
  }
}
