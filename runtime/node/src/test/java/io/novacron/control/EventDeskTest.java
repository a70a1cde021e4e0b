package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.client.resource.EventResource;
import io.novacron.journal.JournalKit;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.EventFeed;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Retention;
import io.novacron.persistence.Schema;
import io.novacron.vm.Request;
import io.novacron.vm.Verb;
import io.novacron.vm.VmId;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are told of two VMs, one of which has lived long enough to be forgotten in part. */
class EventDeskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SNAPSHOT_AT = 50;
  private static final Optional<String> OLD = Optional.of("old");
  private static final Optional<String> YOUNG = Optional.of("young");

  @TempDir Path folder;
  private DatabaseSettings database;
  private ReadSide readSide;
  private ActorTestKit kit;
  private EventFeed feed;

  @BeforeEach
  void twoVms() throws SQLException {
    database = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(database);
    readSide = ReadSide.open(database);
    kit = JournalKit.on(database);
    feed = EventFeed.start(kit.system(), readSide);
    define("old", SNAPSHOT_AT);
    define("young", 2);
  }

  @AfterEach
  void close() {
    feed.close();
    kit.shutdownTestKit();
    readSide.close();
  }

  private void define(String name, int events) {
    var vm =
        kit.spawn(
            VmEntity.create(new VmId(name), new VmEntity.Surroundings((_, _) -> {}, (_, _) -> {})));
    TestProbe<VmCommand.Answer> probe = kit.createTestProbe();
    for (int i = 1; i <= events; i++) {
      var labels = Map.of("n", String.valueOf(i));
      Verb verb = i == 1 ? new Verb.Define(Specs.simulated(16), labels) : new Verb.Relabel(labels);
      vm.tell(new VmCommand.Ask(verb, Request.PLAIN, probe.ref()));
      probe.receiveMessage(PATIENCE);
    }
  }

  private void forget() throws SQLException {
    await().atMost(PATIENCE).until(() -> number("SELECT count(*) FROM \"snapshot\"") == 1);
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
        var statement = connection.createStatement()) {
      var _ =
          statement.executeUpdate(
              "INSERT INTO projection_offset (projection, last_ordering, updated_at)"
                  + " VALUES ('lists', 1000, CURRENT_TIMESTAMP)");
    }
    var step = result(new Retention(readSide).forgetEvents(0, Duration.ZERO));
    assertThat(step.rows()).isEqualTo(SNAPSHOT_AT - 1);
  }

  private long number(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static <T> T result(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private List<String> page(long since, Optional<String> vm) {
    return told(result(new EventDesk(feed).page(since, 500, vm)));
  }

  private static List<String> told(List<EventResource> events) {
    return events.stream().map(e -> e.id() + " " + e.kind() + " " + e.subject()).toList();
  }

  @Test
  void whereEventsWereForgottenAGapIsTold() throws SQLException {
    assertThat(page(48, Optional.empty())).hasSize(4).first().isEqualTo("49 vm.relabelled old");

    forget();

    List<String> left =
        List.of("49 gap ", "50 vm.relabelled old", "51 vm.defined young", "52 vm.relabelled young");
    assertThat(page(0, Optional.empty())).isEqualTo(left);
    assertThat(page(17, OLD)).isEqualTo(left.subList(0, 2));
    assertThat(page(17, YOUNG)).as("it may have been this VM's").hasSize(3);
    assertThat(page(49, Optional.empty())).as("behind the gap").isEqualTo(left.subList(1, 4));
    var followed = new EventDesk(feed).follow(Optional.of(17L), Optional.empty());
    assertThat(told(result(followed.take(4).runWith(Sink.seq(), kit.system())))).isEqualTo(left);
  }
}
