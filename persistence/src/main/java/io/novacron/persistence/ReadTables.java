package io.novacron.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes rows of the read side, for projections, in the transaction of the connection given. */
public final class ReadTables {
  static final String OPERATIONS = "operation_view";
  static final String MIGRATIONS = "migration_view";

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  private ReadTables() {}

  /** Adds or replaces a VM. */
  public static void put(Connection connection, VmRow vm) throws SQLException {
    put(connection, List.of(vm));
  }

  /** Adds or replaces VMs, no two of the same name. */
  public static void put(Connection connection, List<VmRow> vms) throws SQLException {
    put(
        connection,
        "vm_view",
        "name",
        new String[] {
          "version", "state", "host", "grant_token", "labels", "document", "updated_at"
        },
        vms.stream().map(ReadTables::values).toList());
    Object[] names = vms.stream().map(VmRow::name).toArray();
    Sql.update(
        connection,
        "DELETE FROM vm_label WHERE vm = ANY (?)",
        connection.createArrayOf("VARCHAR", names));
    Sql.batch(
        connection,
        "INSERT INTO vm_label (vm, label_key, label_value) VALUES (?, ?, ?)",
        vms.stream().flatMap(ReadTables::labels).toList());
  }

  private static Object[] values(VmRow vm) {
    return new Object[] {
      vm.version(),
      vm.state(),
      vm.host(),
      vm.grantToken(),
      JSON.valueToTree(vm.labels()).toString(),
      vm.document(),
      vm.updatedAt(),
      vm.name()
    };
  }

  private static Stream<Object[]> labels(VmRow vm) {
    return vm.labels().entrySet().stream()
        .map(label -> new Object[] {vm.name(), label.getKey(), label.getValue()});
  }

  /** Adds or replaces an operation. */
  public static void putOperation(Connection connection, TaskRow operation) throws SQLException {
    putOperations(connection, List.of(operation));
  }

  /** Adds or replaces operations, no two of the same id. */
  public static void putOperations(Connection connection, List<TaskRow> operations)
      throws SQLException {
    putTasks(connection, OPERATIONS, operations);
  }

  /** Adds or replaces a migration. */
  public static void putMigration(Connection connection, TaskRow migration) throws SQLException {
    putTasks(connection, MIGRATIONS, List.of(migration));
  }

  /** Adds or replaces a host. */
  public static void put(Connection connection, HostRow host) throws SQLException {
    put(
        connection,
        "host",
        "name",
        new String[] {"document", "updated_at"},
        List.<Object[]>of(new Object[] {host.document(), host.updatedAt(), host.name()}));
  }

  /** The VM {@code name} as the projection left it. */
  public static Optional<VmRow> vm(Connection connection, String name) throws SQLException {
    return new Select("*", "vm_view").where("name = ?", name).one(connection, ReadTables::vm);
  }

  /** The operation {@code id} as the projection left it. */
  public static Optional<TaskRow> operation(Connection connection, String id) throws SQLException {
    return task(connection, OPERATIONS, id);
  }

  /** The migration {@code id} as the projection left it. */
  public static Optional<TaskRow> migration(Connection connection, String id) throws SQLException {
    return task(connection, MIGRATIONS, id);
  }

  /**
   * The first snapshot of the entity {@code persistenceId} at or after {@code sequenceNr}: for a
   * projection that is built anew when the events before it have been forgotten.
   *
   * @throws UnreadableJournalException when {@code format} cannot read it
   */
  public static Optional<Object> snapshot(
      Connection connection, String persistenceId, long sequenceNr, EventFormat format)
      throws SQLException {
    return new Select("\"snapshot_payload\", \"snapshot_ser_manifest\"", "\"snapshot\"")
            .where("\"persistence_id\" = ?", persistenceId)
            .where("\"sequence_number\" >= ?", sequenceNr)
            .first(
                1,
                "\"sequence_number\"",
                connection,
                row -> format.fromBytes(row.getBytes(1), row.getString(2)))
            .stream()
            .findFirst();
  }

  /** Removes a VM; its operations and migrations stay. */
  public static void removeVm(Connection connection, String name) throws SQLException {
    Sql.update(connection, "DELETE FROM vm_view WHERE name = ?", name);
  }

  /** Removes a host. */
  public static void removeHost(Connection connection, String name) throws SQLException {
    Sql.update(connection, "DELETE FROM host WHERE name = ?", name);
  }

  static VmRow vm(ResultSet row) throws SQLException {
    return new VmRow(
        row.getString("name"),
        row.getLong("version"),
        row.getString("state"),
        Optional.ofNullable(row.getString("host")),
        Optional.ofNullable(row.getString("grant_token")),
        labels(row.getString("labels")),
        row.getString("document"),
        Sql.instant(row, "updated_at"));
  }

  static TaskRow task(ResultSet row) throws SQLException {
    return new TaskRow(
        row.getString("id"),
        row.getString("vm"),
        row.getString("state"),
        row.getString("document"),
        Sql.instant(row, "updated_at"));
  }

  static HostRow host(ResultSet row) throws SQLException {
    return new HostRow(
        row.getString("name"), row.getString("document"), Sql.instant(row, "updated_at"));
  }

  static Optional<TaskRow> task(Connection connection, String table, String id)
      throws SQLException {
    return new Select("*", table).where("id = ?", id).one(connection, ReadTables::task);
  }

  private static void putTasks(Connection connection, String table, List<TaskRow> tasks)
      throws SQLException {
    put(
        connection,
        table,
        "id",
        new String[] {"vm", "state", "document", "updated_at"},
        tasks.stream().map(ReadTables::values).toList());
  }

  private static Object[] values(TaskRow task) {
    return new Object[] {task.vm(), task.state(), task.document(), task.updatedAt(), task.id()};
  }

  /** The key is the last of the values, and no two rows have the same. */
  private static void put(
      Connection connection, String table, String key, String[] columns, List<Object[]> rows)
      throws SQLException {
    Sql.batch(connection, Upsert.into(table, key, columns).statement(connection), rows);
  }

  private static Map<String, String> labels(String json) {
    try {
      return JSON.readValue(json, LABELS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("labels in vm_view are not JSON", e);
    }
  }
}
