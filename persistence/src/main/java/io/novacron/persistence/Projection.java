package io.novacron.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Hands every event of the journal to a {@link ProjectionHandler}, each exactly once however often
 * it is stopped, moved or interrupted. Meant to be the only one of its name in the cluster; if two
 * run for a moment, one of them makes progress.
 */
public final class Projection {
  /** What it may be told. */
  public sealed interface Command {}

  /** Asks how it is. */
  public record GetHealth(ActorRef<Health> replyTo) implements Command {}

  /** Ends it between two transactions. */
  public enum Stop implements Command {
    NOW
  }

  private record Applied(long id, Duration lag) implements Command {}

  private record Interrupted(Throwable why) implements Command {}

  /**
   * How a projection is.
   *
   * @param lastId the last event applied since it was started here; 0 before
   * @param lag from the writing of that event to its application
   * @param error why it does not get on, until it does again
   * @param failingSince since when
   */
  public record Health(
      String projection,
      long lastId,
      Duration lag,
      Optional<String> error,
      Optional<Instant> failingSince) {
    static Health unknown(String projection) {
      return new Health(projection, 0, Duration.ZERO, Optional.empty(), Optional.empty());
    }

    Health after(long id, Duration lag) {
      return new Health(
          projection,
          id,
          lag.isNegative() ? Duration.ZERO : lag,
          Optional.empty(),
          Optional.empty());
    }

    Health after(Throwable failure, Instant now) {
      return new Health(
          projection,
          lastId,
          lag,
          Optional.of(String.valueOf(failure.getMessage())),
          failingSince.or(() -> Optional.of(now)));
    }
  }

  private final ProjectionOffset offset;
  private final ReadSide readSide;
  private final SqlPool pool;
  private final ProjectionHandler handler;

  private Projection(String name, ReadSide readSide, ProjectionHandler handler) {
    offset = new ProjectionOffset(name);
    this.readSide = readSide;
    pool = readSide.pool();
    this.handler = handler;
  }

  /**
   * The projection {@code name} over all events.
   *
   * @param name under which its progress is kept
   */
  public static Behavior<Command> create(
      String name, ReadSide readSide, ProjectionHandler handler) {
    return Behaviors.setup(context -> {
      new Projection(name, readSide, handler).run(context);
      return running(context, Health.unknown(name));
    });
  }

  private static Behavior<Command> running(ActorContext<Command> context, Health health) {
    return Behaviors.receiveMessage(command ->
        switch (command) {
          case GetHealth(var replyTo) -> {
            replyTo.tell(health);
            yield Behaviors.same();
          }
          case Applied(var id, var lag) -> running(context, health.after(id, lag));
          case Interrupted(var why) -> {
            if (health.failingSince().isEmpty()) {
              context.getLog().warn("Projection {} goes on later", health.projection(), why);
            }
            yield running(context, health.after(why, Instant.now()));
          }
          case Stop _ -> Behaviors.stopped();
        });
  }

  /** The stream ends with the actor. */
  private void run(ActorContext<Command> context) {
    var journal = new JournalReader(context.getSystem(), readSide, false);
    var self = context.getSelf();
    RestartSource.onFailuresWithBackoff(Retry.FOR_EVER, () -> attempt(journal, self))
        .runWith(Sink.foreach(self::tell), Materializer.createMaterializer(context));
  }

  /** From where it stands in the database, until something fails. */
  private Source<Applied, NotUsed> attempt(JournalReader journal, ActorRef<Command> self) {
    return Source.completionStageSource(
            pool.call(offset::load).thenApply(from -> from(journal, from)))
        .mapMaterializedValue(_ -> NotUsed.getInstance())
        .mapError(
            Throwable.class,
            failure -> {
              self.tell(new Interrupted(pool.translated(failure)));
              return failure;
            });
  }

  private Source<Applied, NotUsed> from(JournalReader journal, long from) {
    var position = new AtomicLong(from);
    return journal.after(from).mapAsync(1, events -> apply(position, events));
  }

  private CompletionStage<Applied> apply(AtomicLong position, List<FeedEvent> events) {
    FeedEvent last = events.getLast();
    return pool.call(
            connection -> {
              handler.apply(connection, events);
              offset.advance(connection, position.get(), last.id());
              return new Applied(last.id(), Duration.between(last.timestamp(), Instant.now()));
            })
        .whenComplete((applied, failure) -> position.set(last.id()));
  }
}
