package io.novacron.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds in whatever order the reports of a migration come, however often. */
class MigrationPropertiesTest {
  @Provide
  Arbitrary<List<MigrationReport>> reports() {
    List<MigrationReport> good =
        List.of(
            new MigrationReport.Prepared(Course.OFFER),
            new MigrationReport.Begun(),
            new MigrationReport.Sealed(),
            new MigrationReport.Arrived("ab"),
            new MigrationReport.Resumed(),
            new MigrationReport.VmRelocated(),
            new MigrationReport.Released(Course.RECEIPT));
    List<MigrationReport> bad =
        List.of(
            new MigrationReport.Failed("h1", "why"),
            new MigrationReport.TargetGone("why"),
            new MigrationReport.SourceRestored(),
            new MigrationReport.TargetDiscarded(),
            new MigrationReport.VmRestored(),
            new MigrationReport.CancelRequested(),
            new MigrationReport.DeadlinePassed());
    Arbitrary<MigrationReport> any =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.of(good)),
            net.jqwik.api.Tuple.of(1, Arbitraries.of(bad)));
    return any.list().ofMaxSize(60);
  }

  private static Course after(List<MigrationReport> reports) {
    return Course.after(reports.toArray(MigrationReport[]::new));
  }

  @Property(tries = 1000)
  void aMigrationCommitsOrAbortsNeverBoth(@ForAll("reports") List<MigrationReport> reports) {
    var journal = after(reports).journal();
    long ends =
        journal.stream()
            .filter(e ->
                e instanceof MigrationEvent.Committed || e instanceof MigrationEvent.AbortDecided)
            .count();
    assertThat(ends).isLessThanOrEqualTo(1);
  }

  @Property(tries = 1000)
  void theTargetRunsOnlyAfterTheCommitAndTheSourceOnlyAfterTheAbort(
      @ForAll("reports") List<MigrationReport> reports) {
    Course course = Course.requested();
    for (MigrationReport report : reports) {
      course.hears(report);
      boolean committed = contains(course, MigrationEvent.Committed.class);
      boolean aborted = contains(course, MigrationEvent.AbortDecided.class);
      assertThat(committed || !course.orders().contains("Resume")).isTrue();
      assertThat(committed || !course.orders().contains("Release")).isTrue();
      assertThat(aborted || !course.orders().contains("Restore")).isTrue();
      assertThat(aborted || !course.orders().contains("Discard")).isTrue();
    }
  }

  @Property(tries = 1000)
  void itEndsWhenNobodyAnswersButTheVm(@ForAll("reports") List<MigrationReport> reports) {
    Course course = after(reports);
    for (int i = 0; i < 3; i++) {
      course.hears(new MigrationReport.DeadlinePassed());
      course.hears(new MigrationReport.VmRelocated());
    }
    assertThat(course.record().state().ended()).isTrue();
    assertThat(course.record().deadline()).isEmpty();
  }

  @Property(tries = 1000)
  void whatHasEndedDoesNotChange(@ForAll("reports") List<MigrationReport> reports) {
    Course course = Course.requested();
    for (MigrationReport report : reports) {
      MigrationRecord before = course.record();
      course.hears(report);
      assertThat(before.state().ended() && !course.record().equals(before)).isFalse();
    }
  }

  @Property(tries = 1000)
  void theRecordIsTheFoldOfItsJournal(@ForAll("reports") List<MigrationReport> reports) {
    Course course = after(reports);
    MigrationRecord replayed = MigrationRecord.unknown(Course.PLAN.id());
    for (MigrationEvent event : course.journal()) {
      replayed = replayed.after(event);
    }
    assertThat(replayed).isEqualTo(course.record());
    assertThat(replayed.points()).hasSize(course.journal().size());
  }

  private static boolean contains(Course course, Class<? extends MigrationEvent> kind) {
    return course.journal().stream().anyMatch(kind::isInstance);
  }
}
