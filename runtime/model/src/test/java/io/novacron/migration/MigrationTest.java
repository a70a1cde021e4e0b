package io.novacron.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.migration.MigrationReport.Arrived;
import io.novacron.migration.MigrationReport.Begun;
import io.novacron.migration.MigrationReport.CancelRequested;
import io.novacron.migration.MigrationReport.DeadlinePassed;
import io.novacron.migration.MigrationReport.Failed;
import io.novacron.migration.MigrationReport.Prepared;
import io.novacron.migration.MigrationReport.Released;
import io.novacron.migration.MigrationReport.Resumed;
import io.novacron.migration.MigrationReport.Sealed;
import io.novacron.migration.MigrationReport.SourceRestored;
import io.novacron.migration.MigrationReport.TargetDiscarded;
import io.novacron.migration.MigrationReport.TargetGone;
import io.novacron.migration.MigrationReport.VmRelocated;
import io.novacron.migration.MigrationReport.VmRestored;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTest {
  private static final MigrationReport PREPARED = new Prepared(Course.OFFER);
  private static final MigrationReport BEGUN = new Begun();
  private static final MigrationReport SEALED = new Sealed();
  private static final MigrationReport ARRIVED = new Arrived("ab");
  private static final MigrationReport DEADLINE = new DeadlinePassed();

  private static Course committed() {
    return Course.after(PREPARED, BEGUN, SEALED, ARRIVED);
  }

  static Stream<List<MigrationReport>> pathsBeforeTheCommit() {
    return Stream.of(
        List.of(),
        List.of(PREPARED),
        List.of(PREPARED, BEGUN),
        List.of(PREPARED, SEALED),
        List.of(PREPARED, BEGUN, SEALED));
  }

  private static Course on(List<MigrationReport> path) {
    return Course.after(path.toArray(MigrationReport[]::new));
  }

  @Test
  void aMigrationThatGoesWell() {
    Course course = Course.requested();
    assertThat(course.orders()).containsExactly("Prepare");
    course.hears(PREPARED);
    assertThat(course.orders()).containsExactly("Begin");
    course.hears(BEGUN);
    assertThat(course.orders()).containsExactlyInAnyOrder("AskSource", "AskTarget");
    course.hears(SEALED);
    assertThat(course.orders()).contains("AskTarget");
    course.hears(ARRIVED);
    assertThat(course.state()).isEqualTo("committed");
    assertThat(course.orders()).containsExactly("Resume");
    course.hears(new Resumed());
    assertThat(course.orders()).containsExactly("TellRelocated");
    course.hears(new VmRelocated());
    assertThat(course.orders()).containsExactly("Release");
    course.hears(new Released(Course.RECEIPT));
    assertThat(course.state()).isEqualTo("completed");
    assertThat(course.orders()).isEmpty();
    assertThat(course.record().receipt()).isEqualTo(Course.RECEIPT);
    assertThat(course.record().deadline()).isEmpty();
    assertThat(course.record().points())
        .extracting(MigrationRecord.Point::state)
        .containsExactly(
            "requested", "prepared", "transferring", "sealed", "committed", "completed");
  }

  @Test
  void aSourceMaySealBeforeItsBeginningWasHeard() {
    assertThat(Course.after(PREPARED, SEALED).state()).isEqualTo("sealed");
  }

  @Test
  void theTargetsWordCountsOnlyOnceTheSourceStandsStill() {
    assertThat(Course.after(PREPARED, BEGUN, ARRIVED).state()).isEqualTo("transferring");
  }

  @ParameterizedTest
  @MethodSource("pathsBeforeTheCommit")
  void beforeTheCommitAFailureLeavesTheVmWhereItWas(List<MigrationReport> path) {
    Course course = on(path).hears(new Failed("h2", "no room"));
    assertThat(course.state()).isEqualTo("aborting");
    assertThat(course.record().reason()).isEqualTo("h2: no room");
    assertThat(course.orders()).containsExactly("Restore", "Discard");
    course.hears(new SourceRestored());
    assertThat(course.state()).isEqualTo("rolled-back");
    assertThat(course.record().reason()).isEqualTo("h2: no room");
    assertThat(course.orders()).containsExactly("TellRestored", "Discard");
    course.hears(new TargetDiscarded());
    assertThat(course.orders()).containsExactly("TellRestored");
    course.hears(new VmRestored());
    assertThat(course.orders()).isEmpty();
    assertThat(course.record().state().ended()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("pathsBeforeTheCommit")
  void beforeTheCommitItCanBeCancelled(List<MigrationReport> path) {
    Course course = on(path);
    assertThat(course.record().state().cancellable()).isTrue();
    course.hears(new CancelRequested());
    assertThat(course.record().state())
        .isEqualTo(new Migration.Aborting(true, "cancelled on request"));
  }

  @ParameterizedTest
  @MethodSource("pathsBeforeTheCommit")
  void beforeTheCommitAPassedDeadlineEndsIt(List<MigrationReport> path) {
    Course course = on(path);
    assertThat(course.record().deadline()).isPresent();
    course.hears(DEADLINE);
    assertThat(course.state()).isEqualTo("aborting");
    assertThat(course.record().reason()).contains("in time");
    assertThat(course.hears(DEADLINE).state()).isEqualTo("rolled-back");
  }

  @Test
  void afterAnAbortTheTargetsWordComesTooLate() {
    Course course = Course.after(PREPARED, BEGUN, SEALED, new CancelRequested(), ARRIVED);
    assertThat(course.state()).isEqualTo("aborting");
  }

  @Test
  void afterTheCommitNothingLeadsBack() {
    Course course = committed();
    assertThat(course.record().state().cancellable()).isFalse();
    course.hears(new CancelRequested()).hears(new Failed("h2", "crashed")).hears(DEADLINE);
    assertThat(course.state()).isEqualTo("committed");
  }

  @Test
  void theVmHearsOfTheCommitThoughItsTargetIsGone() {
    assertThat(committed().hears(new TargetGone("crashed")).orders())
        .containsExactly("TellRelocated");
  }

  @Test
  void theVmHearsOfTheCommitThoughItsTargetIsSilent() {
    assertThat(committed().hears(DEADLINE).orders()).containsExactly("TellRelocated");
  }

  @Test
  void aSourceThatIsSilentAfterTheCommitLeavesTheCostUnknown() {
    Course course = committed().hears(new Resumed()).hears(new VmRelocated()).hears(DEADLINE);
    assertThat(course.state()).isEqualTo("completed");
    assertThat(course.record().receipt()).isEqualTo(Receipt.unknown(Course.PLAN));
  }

  @Test
  void nothingIsReleasedBeforeTheVmKnows() {
    Course course = committed().hears(new Released(Course.RECEIPT));
    assertThat(course.state()).isEqualTo("committed");
  }

  @Test
  void whatNobodyAskedForDoesNothing() {
    MigrationRecord unknown = MigrationRecord.unknown("web-1.4");
    var heard = Migration.Heard.NOTHING;
    assertThat(unknown.tell(SEALED, heard, Course.BEGIN)).isEmpty();
    assertThat(unknown.orders(heard)).isEmpty();
    assertThat(unknown.deadline()).isEmpty();
    assertThat(unknown.state().orders(Course.PLAN, heard)).isEmpty();
    assertThatThrownBy(unknown::planned).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMigrationIsRequestedOnce() {
    MigrationRecord record = Course.requested().record();
    assertThat(record.planned()).isEqualTo(Course.PLAN);
    assertThat(record.request(Course.PLAN, Course.BEGIN)).isEmpty();
  }

  @Test
  void onlyTheTransferMayTakeAsLongAsThePlanAllows() {
    assertThat(Course.after(PREPARED, BEGUN).record().deadline()).contains(Course.PLAN.deadline());
    assertThat(Course.requested().record().deadline())
        .contains(Course.BEGIN.plus(MigrationDeadlines.PREPARE));
  }

  @Test
  void progressKeepsItsFiguresFromPhaseToPhase() {
    Progress none = Progress.none(Progress.Phase.PREPARING);
    assertThat(none.in(Progress.Phase.PRE_COPY).phase()).isEqualTo(Progress.Phase.PRE_COPY);
    assertThat(none.in(Progress.Phase.PRE_COPY).in(Progress.Phase.PREPARING)).isEqualTo(none);
  }
}
