package io.novacron.persistence;

import com.typesafe.config.ConfigFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** An actor system on a database, with counters in it. */
final class TestNode implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final DatabaseSettings database;
  final ActorSystem<SpawnProtocol.Command> system;

  private TestNode(DatabaseSettings database) {
    this.database = database;
    system =
        ActorSystem.create(
            SpawnProtocol.create(),
            "test",
            Database.toPekkoConfig(database)
                .withFallback(JournalSerializer.bindings(Counter.Serializer.class, Counter.FORMAT))
                .withFallback(ConfigFactory.parseMap(Counter.unremarkable()))
                .withFallback(ConfigFactory.load()));
  }

  /** Starts on {@code database}, whose schema it brings. */
  static TestNode on(DatabaseSettings database) {
    Schema.migrate(database);
    return new TestNode(database);
  }

  /** A database in memory that nobody else uses. */
  static DatabaseSettings inMemory() {
    return DatabaseSettings.at("jdbc:h2:mem:" + UUID.randomUUID(), "novacron", new Secret.None());
  }

  ActorRef<Counter.Command> counter(String id) {
    return spawn(Counter.create(id), "counter-" + id + "-" + UUID.randomUUID());
  }

  <T> ActorRef<T> spawn(org.apache.pekko.actor.typed.Behavior<T> behavior, String name) {
    CompletionStage<ActorRef<T>> spawned =
        AskPattern.ask(
            system,
            replyTo -> new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), replyTo),
            PATIENCE,
            system.scheduler());
    return await(spawned);
  }

  long add(ActorRef<Counter.Command> counter, int amount) {
    return await(tryAdd(counter, amount, PATIENCE)).total();
  }

  CompletionStage<Counter.Sum> tryAdd(
      ActorRef<Counter.Command> counter, int amount, Duration timeout) {
    return AskPattern.ask(
        counter, replyTo -> new Counter.Add(amount, replyTo), timeout, system.scheduler());
  }

  long get(ActorRef<Counter.Command> counter) {
    CompletionStage<Counter.Sum> sum =
        AskPattern.ask(counter, Counter.Get::new, PATIENCE, system.scheduler());
    return await(sum).total();
  }

  /** The number that {@code sql} selects. */
  long number(String sql) throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.credentials());
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    system.terminate();
    await(system.getWhenTerminated());
  }
}
