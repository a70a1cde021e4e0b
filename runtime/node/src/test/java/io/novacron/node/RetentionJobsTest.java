package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.novacron.control.Specs;
import io.novacron.control.VmCommand;
import io.novacron.control.VmCommand.Answer;
import io.novacron.control.VmCommand.Decided;
import io.novacron.control.VmEntity;
import io.novacron.journal.JournalKit;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.DatabaseUnavailableException;
import io.novacron.persistence.Projection;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Schema;
import io.novacron.persistence.Secret;
import io.novacron.persistence.TaskQuery;
import io.novacron.persistence.TaskRow;
import io.novacron.persistence.VmRow;
import io.novacron.view.ViewProjection;
import io.novacron.vm.Report;
import io.novacron.vm.Request;
import io.novacron.vm.Token;
import io.novacron.vm.Verb;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real VM's journal in a real database, and what is left of both. */
class RetentionJobsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration DAY = Duration.ofDays(1);
  private static final VmId WEB = new VmId("web");
  private static final int EVENTS = 120;

  @TempDir Path folder;
  private DatabaseSettings database;
  private ReadSide readSide;
  private ActorTestKit kit;
  private TestProbe<Answer> probe;

  @BeforeEach
  void open() {
    database = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(database);
    readSide = ReadSide.open(database);
    kit = JournalKit.on(database);
    probe = kit.createTestProbe();
  }

  @AfterEach
  void close() {
    kit.shutdownTestKit();
    readSide.close();
  }

  private RetentionJobs jobs(String node, Duration events, Duration interval) {
    return new RetentionJobs(new RetentionSettings(events, 2, interval), node, readSide);
  }

  private ActorRef<VmCommand> spawn() {
    return kit.spawn(VmEntity.create(WEB, new VmEntity.Surroundings((_, _) -> {}, (_, _) -> {})));
  }

  private VmRecord ask(ActorRef<VmCommand> vm, Verb verb) {
    vm.tell(new VmCommand.Ask(verb, Request.PLAIN, probe.ref()));
    return ((Decided) probe.receiveMessage(PATIENCE)).record();
  }

  private VmRecord get(ActorRef<VmCommand> vm) {
    vm.tell(new VmCommand.Get(probe.ref()));
    return ((Decided) probe.receiveMessage(PATIENCE)).record();
  }

  /** A VM that has snapshots at 50 and 100, and more events than that. */
  private VmRecord lived() {
    var vm = spawn();
    ask(vm, new Verb.Define(Specs.simulated(16), Map.of("n", "1")));
    VmRecord starting = ask(vm, new Verb.Start("n1", "sim"));
    Token token = starting.vm().grant().orElseThrow().token();
    vm.tell(new VmCommand.Tell(new Report.Started(token)));
    for (long i = get(vm).version() + 1; i <= EVENTS; i++) {
      ask(vm, new Verb.Relabel(Map.of("n", String.valueOf(i))));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> number("SELECT count(*) FROM \"snapshot\" WHERE \"sequence_number\" = 100") == 1);
    VmRecord record = get(vm);
    kit.stop(vm);
    return record;
  }

  private VmRow listed(String projection) {
    var running = kit.spawn(Projection.create(projection, readSide, new ViewProjection()));
    await()
        .atMost(PATIENCE)
        .until(() ->
            number(
                    "SELECT coalesce(max(last_ordering), 0) FROM projection_offset"
                        + " WHERE projection = '"
                        + projection
                        + "'")
                == EVENTS);
    running.tell(Projection.Stop.NOW);
    return row().orElseThrow();
  }

  private List<TaskRow> operations() {
    var all = new TaskQuery(Optional.empty(), Optional.empty(), Optional.empty(), 100);
    return TestCluster.result(readSide.operations(all)).rows();
  }

  private Optional<VmRow> row() {
    try {
      return readSide.vm(WEB.value()).toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private long number(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
        var statement = connection.createStatement()) {
      var _ = statement.executeUpdate(sql);
    }
  }

  private long events() throws SQLException {
    return number("SELECT count(*) FROM \"event_journal\"");
  }

  private void age() throws SQLException {
    run(
        "UPDATE \"event_journal\" SET \"write_timestamp\" = \"write_timestamp\" - "
            + DAY.plusMinutes(1).toMillis());
  }

  @Test
  void aVmAndItsRowAreTheSameAfterItsFirstEventsHaveGone() throws Exception {
    VmRecord before = lived();
    VmRow row = listed("views-1");
    assertThat(row.version()).isEqualTo(EVENTS);
    List<TaskRow> operations = operations();
    assertThat(operations).hasSize(1);
    age();

    assertThat(jobs("n1", DAY, Duration.ofHours(1)).forgetEvents()).isEmpty();

    assertThat(events()).isEqualTo(EVENTS - 50);
    assertThat(get(spawn())).isEqualTo(before);
    assertThat(listed("in-place")).as("rows built anew over the old ones").isEqualTo(row);
    assertThat(operations()).isEqualTo(operations);
    run("DELETE FROM vm_view");
    run("DELETE FROM operation_view");
    assertThat(listed("from-nothing")).as("rows built from the snapshot").isEqualTo(row);
    assertThat(operations()).as("what the VM still knows of them").isEqualTo(operations);
  }

  @Test
  void aVmThatHasLostItsSnapshotsToIsNotTakenForAnotherOne() throws Exception {
    lived();
    listed("views-1");
    age();
    jobs("n1", DAY, Duration.ofHours(1)).forgetEvents();
    run("DELETE FROM \"snapshot\"");

    var vm = spawn();
    vm.tell(new VmCommand.Get(probe.ref()));
    assertThat(probe.receiveMessage(PATIENCE))
        .isEqualTo(
            new VmCommand.Unreadable(
                "only "
                    + (EVENTS - 50)
                    + " of its "
                    + EVENTS
                    + " events and no snapshot are left"));
    vm.tell(new VmCommand.Ask(new Verb.Pause(), Request.PLAIN, probe.ref()));
    assertThat(probe.receiveMessage(PATIENCE)).isInstanceOf(VmCommand.Unreadable.class);
    assertThat(events()).isEqualTo(EVENTS - 50);
  }

  @Test
  void oneNodeDoesItAndTheOthersLeaveIt() throws Exception {
    lived();
    listed("views-1");
    var hour = Duration.ofHours(1);
    jobs("n1", DAY, hour).forgetEvents();
    await().atMost(PATIENCE).until(() -> number(doneBy("n1")) == 1);
    age();
    assertThat(jobs("n2", DAY, hour).forgetEvents()).isEmpty();
    assertThat(events()).as("done a moment ago").isEqualTo(EVENTS);
    jobs("n2", DAY, Duration.ZERO).forgetEvents();
    assertThat(events()).isEqualTo(EVENTS - 50);
  }

  private static String doneBy(String node) {
    return "SELECT count(*) FROM job_lease WHERE job = 'journal' AND holder = '"
        + node
        + "' AND done_at > TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00'";
  }

  @Test
  void noDaysMeanForEver() throws Exception {
    lived();
    listed("views-1");
    age();
    jobs("n1", Duration.ZERO, Duration.ZERO).forgetEvents();
    assertThat(events()).isEqualTo(EVENTS);
  }

  @Test
  void snapshotsThatWereLeftBehindGo() throws Exception {
    lived();
    run(
        "INSERT INTO \"snapshot\" (\"persistence_id\", \"sequence_number\", \"created\","
            + " \"snapshot_ser_id\", \"snapshot_ser_manifest\", \"snapshot_payload\")"
            + " SELECT \"persistence_id\", 10, \"created\", \"snapshot_ser_id\","
            + " \"snapshot_ser_manifest\", \"snapshot_payload\" FROM \"snapshot\""
            + " WHERE \"sequence_number\" = 50");
    jobs("n1", DAY, Duration.ofHours(1)).forgetSnapshots();
    assertThat(number("SELECT min(\"sequence_number\") FROM \"snapshot\"")).isEqualTo(50);
    assertThat(number("SELECT count(*) FROM \"snapshot\"")).isEqualTo(2);
  }

  @Test
  void aDatabaseThatIsAwayIsSaid() {
    var nowhere =
        DatabaseSettings.at("jdbc:h2:tcp://127.0.0.1:1/db", "novacron", new Secret.None());
    try (var away = ReadSide.open(nowhere)) {
      var jobs = new RetentionJobs(new RetentionSettings(DAY, 2, DAY), "n1", away);
      assertThatThrownBy(jobs::forgetEvents).isInstanceOf(DatabaseUnavailableException.class);
    }
  }
}
