package io.novacron.migration;

import io.novacron.migration.Migration.Heard;
import io.novacron.vm.Boot;
import io.novacron.vm.Grant;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The course of one migration, a second between any two things that it hears. */
final class Course {
  static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");
  static final StreamOffer OFFER = new StreamOffer("10.0.0.2", 7700, "ticket");
  static final Plan PLAN =
      new Plan(
          "web-1.4",
          new VmId("web-1"),
          new VmSpec(
              "sim",
              1,
              64,
              "sim-1.0",
              "sim64",
              new Boot.FromDisk(),
              List.of(),
              List.of(),
              io.novacron.vm.Heartbeat.SERIAL,
              Workload.IDLE),
          new Grant("h1", new Token(0, 2), "sim"),
          new Grant("h2", new Token(0, 4), "sim"),
          300,
          false,
          BEGIN.plusSeconds(3600));

  static final Receipt RECEIPT =
      new Receipt(
          64 << 20,
          1,
          1,
          1,
          2,
          3000,
          12.5,
          Receipt.PauseSource.HEARTBEAT,
          "h3",
          4,
          1,
          "ab",
          1,
          Encoding.UNKNOWN);

  private MigrationRecord record = MigrationRecord.unknown(PLAN.id());
  private Heard heard = Heard.NOTHING;
  private Instant now = BEGIN;
  private final List<MigrationEvent> journal = new ArrayList<>();

  /** One that was requested. */
  static Course requested() {
    Course course = new Course();
    course.happen(course.record.request(PLAN, course.now));
    return course;
  }

  /** One that heard {@code reports}. */
  static Course after(MigrationReport... reports) {
    Course course = requested();
    List.of(reports).forEach(course::hears);
    return course;
  }

  /** As the entity does it: events first, what was heard counts in the state it was heard in. */
  Course hears(MigrationReport report) {
    now = now.plusSeconds(1);
    List<MigrationEvent> events = record.tell(report, heard, now);
    heard = events.isEmpty() ? heard.and(report) : Heard.NOTHING;
    happen(events);
    return this;
  }

  MigrationRecord record() {
    return record;
  }

  String state() {
    return record.state().name();
  }

  List<MigrationEvent> journal() {
    return journal;
  }

  /** What is to be done now, by name. */
  List<String> orders() {
    return record.orders(heard).stream().map(order -> order.getClass().getSimpleName()).toList();
  }

  private void happen(List<MigrationEvent> events) {
    for (MigrationEvent event : events) {
      record = record.after(event);
      journal.add(event);
    }
  }
}
