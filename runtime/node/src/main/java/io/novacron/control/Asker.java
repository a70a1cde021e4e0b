package io.novacron.control;

import io.novacron.control.VmCommand.Decided;
import io.novacron.migration.MigrationRecord;
import io.novacron.vm.VmId;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks entities, and turns their silence into a refusal that says whose fault it is. */
final class Asker {
  static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final ClusterSharding sharding;
  private final BooleanSupplier databaseAnswers;

  /**
   * @param databaseAnswers as of a moment ago; must not block
   */
  Asker(ClusterSharding sharding, BooleanSupplier databaseAnswers) {
    this.sharding = sharding;
    this.databaseAnswers = databaseAnswers;
  }

  /** Asks a VM; fails with a {@link Refusal} when its journal cannot be read. */
  CompletionStage<Decided> vm(VmId vm, Function<ActorRef<VmCommand.Answer>, VmCommand> question) {
    refuseWithoutDatabase();
    var entity = sharding.entityRefFor(VmEntity.TYPE, vm.value());
    return bounded(entity.<VmCommand.Answer>ask(question::apply, TIMEOUT))
        .thenApply(answer ->
            switch (answer) {
              case Decided decided -> decided;
              case VmCommand.Unreadable(var reason) -> throw unreadable(reason);
            });
  }

  /** Asks a migration; fails with a {@link Refusal} when there is none, or it is unreadable. */
  CompletionStage<MigrationCommand.Standing> migration(
      String id, Function<ActorRef<MigrationCommand.Answer>, MigrationCommand> question) {
    refuseWithoutDatabase();
    var entity = sharding.entityRefFor(MigrationEntity.TYPE, id);
    return bounded(entity.<MigrationCommand.Answer>ask(question::apply, TIMEOUT))
        .thenApply(answer ->
            switch (answer) {
              case MigrationCommand.Standing standing -> existing(id, standing);
              case MigrationCommand.Unreadable(var reason) -> throw unreadable(reason);
            });
  }

  private static MigrationCommand.Standing existing(String id, MigrationCommand.Standing standing) {
    MigrationRecord record = standing.record();
    if (record.plan() == null) {
      throw new Refusal(Refusal.Code.NOT_FOUND, "there is no migration '" + id + "'");
    }
    return standing;
  }

  /** {@code answer}, its timeout as a refusal. */
  <T> CompletionStage<T> bounded(CompletionStage<T> answer) {
    return answer.exceptionallyCompose(
        failure -> java.util.concurrent.CompletableFuture.failedStage(explain(failure)));
  }

  private Throwable explain(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof TimeoutException)) {
      return cause;
    }
    return databaseAnswers.getAsBoolean()
        ? new Refusal(Refusal.Code.TIMED_OUT, "no answer within " + TIMEOUT.toSeconds() + " s")
        : withoutDatabase();
  }

  void refuseWithoutDatabase() {
    if (!databaseAnswers.getAsBoolean()) {
      throw withoutDatabase();
    }
  }

  private static Refusal withoutDatabase() {
    return new Refusal(Refusal.Code.DATABASE_UNAVAILABLE, "the database does not answer");
  }

  private static Refusal unreadable(String reason) {
    return new Refusal(Refusal.Code.JOURNAL_UNREADABLE, reason);
  }
}
