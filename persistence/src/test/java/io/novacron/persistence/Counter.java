package io.novacron.persistence;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** The smallest entity that remembers something. */
final class Counter extends EventSourcedBehavior<Counter.Command, Counter.Event, Counter.Sum> {
  sealed interface Command {}

  record Add(int amount, ActorRef<Sum> replyTo) implements Command {}

  record Get(ActorRef<Sum> replyTo) implements Command {}

  record Stop() implements Command {}

  sealed interface Event {}

  record Added(int amount, Optional<String> note) implements Event {}

  record Sum(long total) {}

  static final EventFormat FORMAT =
      EventFormat.builder()
          .event("counter.added", Added.class)
          .event("counter.sum", Sum.class)
          .build();

  /** What Pekko makes of it. */
  static final class Serializer extends JournalSerializer {
    public Serializer() {
      super(7_001, FORMAT);
    }
  }

  private Counter(String id) {
    super(
        PersistenceId.of("counter", id),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(1), 0.1));
  }

  static Behavior<Command> create(String id) {
    return new Counter(id);
  }

  @Override
  public Sum emptyState() {
    return new Sum(0);
  }

  @Override
  public CommandHandler<Command, Event, Sum> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Add.class,
            add ->
                Effect()
                    .persist(new Added(add.amount(), Optional.of("+" + add.amount())))
                    .thenReply(add.replyTo(), sum -> sum))
        .onCommand(Get.class, (sum, get) -> Effect().none().thenReply(get.replyTo(), s -> s))
        .onCommand(Stop.class, () -> Effect().stop())
        .build();
  }

  @Override
  public EventHandler<Sum, Event> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(Added.class, (sum, added) -> new Sum(sum.total() + added.amount()))
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(10, 2);
  }

  /** Settings that go with it. */
  static Map<String, Object> unremarkable() {
    return Map.of(
        "pekko.fail-mixed-versions", "off",
        "pekko.actor.allow-java-serialization", "off",
        "pekko.loglevel", "WARNING",
        "pekko.log-dead-letters", 0,
        "pekko.loggers", java.util.List.of("org.apache.pekko.event.slf4j.Slf4jLogger"),
        "pekko.logging-filter", "org.apache.pekko.event.slf4j.Slf4jLoggingFilter",
        "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
  }
}
