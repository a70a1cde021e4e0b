package io.novacron.doctor;

import io.novacron.persistence.DatabaseProbe;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.DatabaseUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the database lets the node in, and is what the node expects. */
final class DatabaseCheck implements Check {
  private static final String NAME = "database";
  private static final int OLDEST_POSTGRESQL = 12;
  private static final long SLOW_NANOS = 50_000_000L;

  private final DatabaseSettings settings;

  DatabaseCheck(DatabaseSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration limit() {
    return settings.connectTimeout().plus(settings.answerTimeout()).plusSeconds(2);
  }

  @Override
  public Level silence() {
    return Level.FAULT;
  }

  @Override
  public List<Finding> look() {
    if (settings.kind() == DatabaseSettings.Kind.H2_FILE && !exists()) {
      return List.of(Finding.ok(NAME, settings.url() + " will be made at the first start"));
    }
    try {
      return judge(settings, DatabaseProbe.look(settings));
    } catch (DatabaseUnavailableException e) {
      return List.of(Finding.fault(NAME, e.description() + ": " + e.reason(), e.action()));
    } catch (RuntimeException e) {
      return List.of(
          Finding.fault(
              NAME,
              String.valueOf(e.getMessage()),
              "Let this user alone read its password: --database-password-file FILE, mode 0400."));
    }
  }

  private boolean exists() {
    String path = settings.url().substring("jdbc:h2:file:".length()).replaceAll(";.*", "");
    return Files.exists(Path.of(path + ".mv.db"));
  }

  static List<Finding> judge(DatabaseSettings settings, DatabaseProbe.Found found) {
    List<Finding> all = new ArrayList<>();
    all.add(version(found));
    all.add(schema(found));
    if (!found.missingRights().isEmpty()) {
      all.add(rights(settings, found));
    }
    all.add(roundTrip(found.roundTripNanos()));
    found.concerns().forEach(concern -> all.add(concern(concern)));
    all.add(ClockJudgement.against("the database", Duration.ofMillis(found.clockOffsetMillis())));
    return all;
  }

  private static Finding version(DatabaseProbe.Found found) {
    String measured = found.product() + " " + found.version();
    return found.product().equals("PostgreSQL") && found.major() < OLDEST_POSTGRESQL
        ? Finding.warning(
            NAME, measured + ", older than what we test", "Upgrade it to PostgreSQL 15 or newer.")
        : Finding.ok(NAME, measured);
  }

  private static Finding schema(DatabaseProbe.Found found) {
    String theirs = found.schemaVersion();
    if (theirs.isEmpty()) {
      return Finding.ok(NAME, "no tables yet; the first node makes them");
    }
    return DatabaseProbe.isNewer(theirs)
        ? Finding.fault(
            NAME,
            "its tables are of version " + theirs + ", made by a newer NovaCron",
            "Install the version that the other nodes run (novacron version).")
        : Finding.ok(NAME, "tables of version " + theirs + (found.upToDate() ? "" : ", old"));
  }

  private static Finding rights(DatabaseSettings settings, DatabaseProbe.Found found) {
    return Finding.fault(
        NAME,
        settings.user() + " may not: " + String.join(", ", found.missingRights()),
        found.missingRights().contains(DatabaseProbe.WRITE)
            ? "Name the primary, not a standby or read-only database, with --database-url."
            : "As its administrator: GRANT ALL ON SCHEMA public TO \""
                + settings.user()
                + "\"; GRANT ALL ON ALL TABLES IN SCHEMA public TO \""
                + settings.user()
                + "\"; and for sequences the same");
  }

  static Finding roundTrip(long nanos) {
    String measured = String.format(Locale.ROOT, "%.2f ms round trip", nanos / 1e6);
    return nanos > SLOW_NANOS
        ? Finding.warning(
            NAME,
            measured + ": every command waits for it several times",
            "Run a database nearer to this node.")
        : Finding.ok(NAME, measured);
  }

  private static Finding concern(DatabaseProbe.Concern concern) {
    return Finding.warning(NAME, concern.what(), concern.remedy());
  }
}
