package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.vm.Decision.Accepted;
import io.novacron.vm.Decision.Refused;
import io.novacron.vm.Decision.Repeated;
import io.novacron.vm.Decision.Unchanged;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a VM answers in each of its states. */
class VmTest {
  private static final List<Verb> VERBS =
      List.of(
          Life.DEFINE,
          Life.RELABEL,
          Life.START,
          Life.PAUSE,
          Life.RESUME,
          Life.STOP,
          Life.DELETE,
          Life.DELETE_BY_FORCE,
          Life.MIGRATE);

  /** Rows are situations, columns are {@link #VERBS}; "same" means that it is so already. */
  private static final String ANSWERS =
      """
      is unknown          | ok     | none | none | none  | none  | none  | none  | none | none
      is defined          | exists | ok   | ok   | state | state | state | ok    | ok   | move
      is starting         | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      runs                | exists | ok   | state| ok    | same  | ok    | state | ok   | ok
      is pausing          | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      is paused           | exists | ok   | state| same  | ok    | ok    | state | ok   | ok
      is resuming         | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      is migrating        | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      is migrating paused | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      is stopping         | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      is being deleted    | exists | ok   | busy | busy  | busy  | busy  | busy  | busy | busy
      is stopped          | exists | ok   | ok   | state | state | same  | ok    | ok   | move
      has failed          | exists | ok   | ok   | state | state | state | ok    | ok   | move
      is lost             | exists | ok   | ok   | state | state | ok    | ok    | ok   | move
      is deleted          | ok     | none | none | none  | none  | none  | none  | none | none
      """;

  /** Columns are {@link #reports}; what the VM is called afterwards, or "." for no change. */
  private static final String CONSEQUENCES =
      """
      is unknown          | .       | .      | .      | .       | .       | .       | .       | .
      is defined          | .       | .      | .      | .       | .       | .       | .       | .
      is starting         | running | failed | .      | .       | .       | .       | running | failed
      runs                | .       | .      | .      | .       | failed  | .       | .       | .
      is pausing          | .       | .      | paused | .       | failed  | running | .       | running
      is paused           | .       | .      | .      | .       | failed  | .       | .       | .
      is resuming         | .       | .      | .      | running | failed  | paused  | .       | paused
      is migrating        | .       | .      | .      | .       | .       | .       | .       | .
      is stopping         | .       | .      | .      | .       | stopped | .       | .       | failed
      is being deleted    | .       | .      | .      | .       | deleted | .       | .       | failed
      is stopped          | .       | .      | .      | .       | .       | .       | .       | .
      has failed          | .       | .      | .      | .       | .       | .       | .       | .
      is lost             | running | .      | .      | .       | failed  | .       | paused  | .
      is deleted          | .       | .      | .      | .       | .       | .       | .       | .
      """;

  private static List<Report> reports(Token token, String operation) {
    return List.of(
        new Report.Started(token),
        new Report.StartFailed(token, "no image"),
        new Report.Paused(operation),
        new Report.Resumed(operation),
        new Report.Ended(token, "ended"),
        new Report.OperationFailed(operation, "no"),
        new Report.Seen(token, true),
        new Report.DeadlinePassed(operation));
  }

  static Stream<Arguments> answers() {
    return table(ANSWERS, VERBS.size());
  }

  static Stream<Arguments> consequences() {
    return table(CONSEQUENCES, 8);
  }

  private static Stream<Arguments> table(String text, int columns) {
    return text.lines()
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .flatMap(row ->
            IntStream.range(0, columns)
                .mapToObj(i -> Arguments.of(row.getFirst(), i, row.get(i + 1))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyStateAnswersEveryVerb(String situation, int verb, String expected) {
    Life life = Life.that(situation);
    String before = life.record().vm().name();
    assertThat(word(life.ask(VERBS.get(verb)))).isEqualTo(expected);
    if (!expected.equals("ok")) {
      assertThat(life.record().vm().name()).isEqualTo(before);
    }
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case Accepted _ -> "ok";
      case Unchanged _ -> "same";
      case Repeated _ -> "repeated";
      case Refused refused -> {
        assertThat(refused.reason()).isNotBlank();
        yield switch (refused.code()) {
          case NOT_FOUND -> "none";
          case ALREADY_EXISTS -> "exists";
          case WRONG_STATE -> "state";
          case BUSY -> "busy";
          case CANNOT_MIGRATE -> "move";
          default -> refused.code().name();
        };
      }
    };
  }

  @ParameterizedTest
  @MethodSource("consequences")
  void everyStateKnowsWhatToMakeOfAReport(String situation, int report, String expected) {
    Life life = Life.that(situation);
    Decision decision = life.tell(reports(life.token(), life.operation()).get(report));
    if (expected.equals(".")) {
      assertThat(decision).isInstanceOf(Unchanged.class);
    } else {
      assertThat(decision).isInstanceOf(Accepted.class);
      assertThat(life.record().vm().name()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("consequences")
  void aReportUnderAnotherTokenOrOperationChangesNothing(String situation, int report) {
    Report stale = reports(new Token(0, 0), Life.ID + ".0").get(report);
    assertThat(Life.that(situation).tell(stale)).isInstanceOf(Unchanged.class);
  }

  @Test
  void aVmIsDefinedStartedPausedResumedStoppedAndDeleted() {
    Life life = Life.that("is resuming").hears(l -> new Report.Resumed(l.operation()));
    life.does(Life.STOP).hears(l -> new Report.Ended(l.token(), "as asked"));
    assertThat(life.record().vm()).isEqualTo(new Vm.Stopped("as asked"));
    assertThat(life.record().vm().reason()).isEqualTo("as asked");
    life.does(Life.DELETE);
    assertThat(life.record().exists()).isFalse();
    assertThat(life.record().ended())
        .extracting(Operation::kind)
        .containsExactly(
            Operation.Kind.DELETE,
            Operation.Kind.STOP,
            Operation.Kind.RESUME,
            Operation.Kind.PAUSE,
            Operation.Kind.START);
    assertThat(life.record().ended())
        .extracting(Operation::state)
        .containsOnly(Operation.State.SUCCEEDED);
  }

  @Test
  void aRelocatedVmIsWhereItsMigrationWentTo() {
    Life life = Life.that("is migrating");
    Token before = life.token();
    life.hears(l -> new Report.Relocated(l.operation()));
    assertThat(life.record().vm()).isInstanceOf(Vm.Running.class);
    assertThat(life.record().vm().grant().orElseThrow().host()).isEqualTo("h2");
    assertThat(life.token()).isGreaterThan(before);
  }

  @Test
  void aMigrationThatEndsWithoutACommitLeavesTheVmWhereItWas() {
    Life life = Life.that("is migrating paused");
    Grant before = life.record().vm().grant().orElseThrow();
    life.hears(l -> new Report.MigrationEnded(l.operation(), false, "the link broke"));
    assertThat(life.record().vm()).isEqualTo(new Vm.Paused(before));
    assertThat(life.record().ended().getFirst().state()).isEqualTo(Operation.State.ROLLED_BACK);
    assertThat(life.record().ended().getFirst().error()).isEqualTo("the link broke");
  }

  @Test
  void aCancelledMigrationSaysSo() {
    Life life = Life.that("is migrating");
    life.hears(l -> new Report.MigrationEnded(l.operation(), true, "on request"));
    assertThat(life.record().vm()).isInstanceOf(Vm.Running.class);
    assertThat(life.record().ended().getFirst().state()).isEqualTo(Operation.State.CANCELLED);
  }

  @Test
  void anotherMigrationsEndIsNotItsOwn() {
    Life life = Life.that("is migrating");
    assertThat(life.tell(new Report.Relocated("web-1.1"))).isInstanceOf(Unchanged.class);
    assertThat(life.tell(new Report.MigrationEnded("web-1.1", false, "")))
        .isInstanceOf(Unchanged.class);
  }

  @Test
  void aVmDoesNotMoveToWhereItIs() {
    Verb.Migrate home = new Verb.Migrate("h1", java.time.Duration.ofSeconds(1));
    assertThat(word(Life.that("runs").ask(home))).isEqualTo("move");
  }

  @Test
  void aVmWhoseGuestMayLiveStartsOnlyWhereItWas() {
    Life life = Life.that("is lost");
    assertThat(word(life.ask(new Verb.Start("h2", "tcg")))).isEqualTo("state");
    Token before = life.token();
    life.does(Life.START);
    assertThat(life.token()).isGreaterThan(before);
  }

  @Test
  void aLostVmIsStoppedOrDeletedThroughItsHost() {
    assertThat(Life.that("is lost").does(Life.STOP).record().vm()).isInstanceOf(Vm.Stopping.class);
    assertThat(Life.that("is lost").does(Life.DELETE).record().vm())
        .isInstanceOf(Vm.Stopping.class);
  }

  @Test
  void aDeletedNameCanBeUsedAgainAndKeepsItsHistory() {
    Life life = Life.that("is deleted");
    long version = life.record().version();
    life.does(Life.DEFINE);
    assertThat(life.record().version()).isEqualTo(version + 1);
    assertThat(life.record().vm()).isInstanceOf(Vm.Defined.class);
    assertThat(life.record().exists()).isTrue();
  }
}
