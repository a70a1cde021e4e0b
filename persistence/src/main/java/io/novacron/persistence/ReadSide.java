package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * What lists are read from: rows that projections derive from the journal, so a moment behind it. A
 * stage completes within seconds, exceptionally with a {@link DatabaseUnavailableException} when
 * there is no database.
 */
public final class ReadSide implements AutoCloseable {
  private static final Duration RECENTLY = Duration.ofSeconds(1);

  private final SqlPool pool;

  private ReadSide(SqlPool pool) {
    this.pool = pool;
  }

  /** Opens connections to the database of {@code settings}, which need not be there yet. */
  public static ReadSide open(DatabaseSettings settings) {
    return new ReadSide(new SqlPool(settings));
  }

  SqlPool pool() {
    return pool;
  }

  /**
   * Completes once the database has answered, and fails if it does not. It is not asked if somebody
   * has asked in the last second and was answered: who follows the journal does so more often.
   */
  public CompletionStage<Done> ping() {
    return pool.hasAnsweredWithin(RECENTLY)
        ? CompletableFuture.completedStage(Done.getInstance())
        : ask();
  }

  /**
   * By a transaction, as commands need them: two round trips, so that a slow database is noticed.
   */
  private CompletionStage<Done> ask() {
    return pool.call(connection -> {
      new Select("1", "projection_offset").first(1, "projection", connection, row -> true);
      return Done.getInstance();
    });
  }

  /** One VM. */
  public CompletionStage<Optional<VmRow>> vm(String name) {
    return pool.look(connection -> ReadTables.vm(connection, name));
  }

  /** One page of VMs. */
  public CompletionStage<ReadPage<VmRow>> vms(VmQuery query) {
    return pool.look(connection -> vms(connection, query));
  }

  /** The VMs that are on {@code host} under a grant, in no order. */
  public CompletionStage<List<HostedVm>> hostedOn(String host, String after, int limit) {
    return pool.look(connection ->
        new Select("name, state, grant_token", "vm_view")
            .where("host = ?", host)
            .where("name > ?", after)
            .where("grant_token IS NOT NULL")
            .first(
                limit,
                "name",
                connection,
                row -> new HostedVm(row.getString(1), row.getString(2), row.getString(3))));
  }

  /** One operation. */
  public CompletionStage<Optional<TaskRow>> operation(String id) {
    return pool.look(connection -> ReadTables.operation(connection, id));
  }

  /** One page of operations. */
  public CompletionStage<ReadPage<TaskRow>> operations(TaskQuery query) {
    return pool.look(connection -> tasks(connection, ReadTables.OPERATIONS, query));
  }

  /** One migration. */
  public CompletionStage<Optional<TaskRow>> migration(String id) {
    return pool.look(connection -> ReadTables.migration(connection, id));
  }

  /** One page of migrations. */
  public CompletionStage<ReadPage<TaskRow>> migrations(TaskQuery query) {
    return pool.look(connection -> tasks(connection, ReadTables.MIGRATIONS, query));
  }

  /** One page of hosts, in the order of their names. */
  public CompletionStage<ReadPage<HostRow>> hosts(Optional<String> after, int limit) {
    ReadPage.requireLimit(limit);
    return pool.look(connection -> {
      var rows =
          new Select("*", "host")
              .whereIf("name > ?", after)
              .first(limit + 1, "name", connection, ReadTables::host);
      return ReadPage.of(rows, limit, HostRow::name);
    });
  }

  /** Remembers what a host said of itself. */
  public CompletionStage<Done> put(HostRow host) {
    return pool.call(connection -> {
      ReadTables.put(connection, host);
      return Done.getInstance();
    });
  }

  private static ReadPage<VmRow> vms(Connection connection, VmQuery query) throws SQLException {
    var select =
        new Select("*", "vm_view")
            .whereIf("state = ?", query.state())
            .whereIf("host = ?", query.host())
            .whereIf("name > ?", query.after());
    query
        .labels()
        .forEach((key, value) ->
            select.where(
                "EXISTS (SELECT 1 FROM vm_label l WHERE l.vm = vm_view.name"
                    + " AND l.label_key = ? AND l.label_value = ?)",
                key,
                value));
    var rows = select.first(query.limit() + 1, "name", connection, ReadTables::vm);
    return ReadPage.of(rows, query.limit(), VmRow::name);
  }

  private static ReadPage<TaskRow> tasks(Connection connection, String table, TaskQuery query)
      throws SQLException {
    var rows =
        new Select("*", table)
            .whereIf("state = ?", query.state())
            .whereIf("vm = ?", query.vm())
            .whereIf("id > ?", query.after())
            .first(query.limit() + 1, "id", connection, ReadTables::task);
    return ReadPage.of(rows, query.limit(), TaskRow::id);
  }

  /** Waits for what is under way, which has its own timeouts, and closes the connections. */
  @Override
  public void close() {
    pool.close();
  }
}
