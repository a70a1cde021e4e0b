package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.init.BootAction.Ended;
import io.novacron.init.BootAction.Ready;
import io.novacron.init.BootAction.Retry;
import io.novacron.init.BootAction.Start;
import io.novacron.init.BootAction.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootTest {
  private static final long SECOND = 1_000_000_000;
  private static final double MIDDLE = 0.5;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final ComponentSpec DATABASE =
      ComponentSpec.critical("database", Phase.CORE, LIMIT);
  private static final ComponentSpec CACHE = ComponentSpec.degraded("cache", Phase.CORE, LIMIT);
  private static final ComponentSpec ML = ComponentSpec.optional("ml", Phase.SERVICES, LIMIT);
  private static final ComponentSpec API =
      ComponentSpec.critical("api", Phase.SERVICES, LIMIT, "database", "cache");

  private static Boot boot(ComponentSpec... specs) {
    return new Boot(DependencyGraph.of(List.of(specs)), 8);
  }

  private static BootAction start(String name) {
    return new Start(name, 1);
  }

  @Test
  void aComponentStartsAsSoonAsWhatItNeedsIsUp() {
    Boot boot = boot(DATABASE, CACHE, ML, API);

    assertThat(boot.begin(0)).containsExactly(start("database"), start("cache"), start("ml"));
    assertThat(boot.up("database", 1, 1)).isEmpty();
    assertThat(boot.up("cache", 1, 2)).containsExactly(start("api"));
    assertThat(boot.up("api", 1, 3)).isEmpty();
    assertThat(boot.up("ml", 1, 4)).containsExactly(new Ready(List.of()));
  }

  @Test
  void onlySoManyStartAtOnce() {
    var boot = new Boot(DependencyGraph.of(List.of(DATABASE, CACHE, ML, API)), 1);

    assertThat(boot.begin(0)).containsExactly(start("database"));
    assertThat(boot.up("database", 1, 1)).containsExactly(start("cache"));
    assertThat(boot.up("cache", 1, 2)).containsExactly(start("ml"));
    assertThat(boot.up("ml", 1, 3)).containsExactly(start("api"));
    assertThatThrownBy(() -> new Boot(DependencyGraph.of(List.of()), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsDegradedIsRetriedAndThenDoneWithoutAndComesBack() {
    Boot boot = boot(CACHE, ComponentSpec.critical("api", Phase.SERVICES, LIMIT, "cache"));
    boot.begin(0);
    List<Duration> rests = new ArrayList<>();
    List<BootAction> actions = List.of();
    for (int attempt = 1; attempt <= 4; attempt++) {
      actions = boot.failed("cache", attempt, Failure.passing("refused"), attempt, MIDDLE);
      rests.add(((Retry) actions.getLast()).after());
      assertThat(boot.retry("cache", attempt, attempt))
          .containsExactly(new Start("cache", attempt + 1));
    }

    assertThat(rests)
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));
    assertThat(actions).startsWith(start("api"));
    assertThat(boot.up("api", 1, 20)).containsExactly(new Ready(List.of("cache")));
    assertThat(boot.up("cache", 5, 30)).isEmpty();
    assertThat(boot.standing("cache")).isEqualTo(new Standing.Up(5, 30));
  }

  @Test
  void theBootSaysWhatItDoesWithout() {
    Boot boot = boot(DATABASE, ML);
    boot.begin(0);
    boot.failed("ml", 1, Failure.passing("no model"), 1, MIDDLE);

    assertThat(boot.up("database", 1, 2)).containsExactly(new Ready(List.of("ml")));
    assertThat(boot.standing("ml")).isEqualTo(new Standing.GivenUp("no model"));
  }

  @Test
  void whatIsCriticalHaltsTheBootAndStopsWhatWasStartedInReverse() {
    ComponentSpec jobs = ComponentSpec.critical("jobs", Phase.POST_INIT, LIMIT, "api");
    Boot boot =
        boot(DATABASE, ML, jobs, ComponentSpec.critical("api", Phase.SERVICES, LIMIT, "database"));
    boot.begin(0);
    boot.up("database", 1, 1);
    boot.up("ml", 1, 1);
    boot.up("api", 1, 1);
    for (int attempt = 1; attempt <= 3; attempt++) {
      boot.failed("jobs", attempt, Failure.passing("no disk"), 2, MIDDLE);
      boot.retry("jobs", attempt, 3);
    }

    assertThat(boot.failed("jobs", 4, Failure.passing("no disk"), 4, MIDDLE))
        .containsExactly(new Stop("api"), new Stop("ml"));
    assertThat(boot.ending()).hasValue("jobs: no disk");
    assertThat(boot.stopped("ml", 5)).isEmpty();
    assertThat(boot.stopped("api", 6)).containsExactly(new Stop("database"));
    assertThat(boot.stopped("database", 7)).containsExactly(new Ended("jobs: no disk"));
    assertThat(boot.stopped("database", 8)).isEmpty();
  }

  @Test
  void whatOnlyItsOperatorCanPutRightIsNotTriedAgain() {
    Boot boot = boot(DATABASE);
    boot.begin(0);

    assertThat(boot.failed("database", 1, new Failure("no such folder", true), 1, MIDDLE))
        .containsExactly(new Ended("database: no such folder"));
    assertThat(boot.standing("database")).isEqualTo(new Standing.GivenUp("no such folder"));
  }

  @Test
  void itEndsAlsoInTheMiddleOfTheBoot() {
    Boot boot = boot(DATABASE, API, CACHE);
    boot.begin(0);
    boot.up("database", 1, 1);

    assertThat(boot.end("SIGTERM", 2))
        .containsExactlyInAnyOrder(new Stop("cache"), new Stop("database"));
    assertThat(boot.up("cache", 1, 3)).isEmpty();
    assertThat(boot.failed("cache", 1, Failure.passing("interrupted"), 3, MIDDLE)).isEmpty();
    assertThat(boot.end("again", 3)).isEmpty();
    boot.stopped("cache", 4);
    assertThat(boot.stopped("database", 4)).containsExactly(new Ended("SIGTERM"));
  }

  @Test
  void whatFailsLaterIsStartedAgainWithThoseThatNeedIt() {
    Boot boot = boot(DATABASE, CACHE, API);
    boot.begin(0);
    boot.up("database", 1, 1);
    boot.up("cache", 1, 1);
    assertThat(boot.up("api", 1, 2)).containsExactly(new Ready(List.of()));

    assertThat(boot.lost("database", "gone", 100 * SECOND, MIDDLE))
        .containsExactly(new Stop("api"), new Retry("database", 1, Duration.ofSeconds(1)));
    assertThat(boot.stopped("api", 101 * SECOND)).isEmpty();
    assertThat(boot.retry("database", 1, 102 * SECOND)).containsExactly(new Start("database", 2));
    assertThat(boot.up("database", 2, 103 * SECOND)).containsExactly(start("api"));
    assertThat(boot.up("api", 1, 104 * SECOND)).containsExactly(new Ready(List.of()));
  }

  @Test
  void whoNeedsWhatIsDegradedGoesOnWithoutIt() {
    Boot boot = boot(CACHE, ComponentSpec.critical("api", Phase.SERVICES, LIMIT, "cache"));
    boot.begin(0);
    boot.up("cache", 1, 1);
    boot.up("api", 1, 2);

    assertThat(boot.lost("cache", "gone", 3, MIDDLE))
        .containsExactly(new Retry("cache", 1, Duration.ofSeconds(1)));
    assertThat(boot.standing("api")).isInstanceOf(Standing.Up.class);
    assertThat(boot.standing("cache").settled()).isTrue();
    boot.retry("cache", 1, SECOND);
    assertThat(boot.standing("cache")).isEqualTo(new Standing.Starting(2, SECOND, true));
    assertThat(boot.standing("cache").settled()).isTrue();
    boot.failed("cache", 2, Failure.passing("refused"), 2 * SECOND, MIDDLE);
    assertThat(boot.standing("cache")).isEqualTo(new Standing.Resting(2, true, "refused"));
  }

  @Test
  void whatIsLostAgainAndAgainEndsTheNode() {
    Boot boot = boot(DATABASE);
    boot.begin(0);
    boot.up("database", 1, 0);
    for (int attempt = 1; attempt <= 3; attempt++) {
      boot.lost("database", "gone", attempt * SECOND, MIDDLE);
      boot.retry("database", attempt, attempt * SECOND);
      boot.up("database", attempt + 1, attempt * SECOND);
    }

    assertThat(boot.lost("database", "gone", 5 * SECOND, MIDDLE))
        .containsExactly(new Ended("database: gone"));
  }

  @Test
  void whatStayedUpForLongBeginsAnew() {
    Boot boot = boot(DATABASE);
    boot.begin(0);
    boot.failed("database", 1, Failure.passing("refused"), 0, MIDDLE);
    boot.retry("database", 1, 0);
    boot.up("database", 2, 0);

    assertThat(boot.lost("database", "gone", 61 * SECOND, 0))
        .containsExactly(new Retry("database", 1, Duration.ofMillis(900)));
  }

  @Test
  void whatComesLateOfAnAttemptThatWasGivenUpCountsForNothing() {
    Boot boot = boot(DATABASE);
    boot.begin(0);
    boot.failed("database", 1, Failure.passing("took longer than 5 s"), 1, MIDDLE);

    assertThat(boot.up("database", 1, 2)).isEmpty();
    assertThat(boot.retry("database", 7, 2)).isEmpty();
    assertThat(boot.lost("database", "gone", 2, MIDDLE)).isEmpty();
    assertThat(boot.standing("database"))
        .isEqualTo(new Standing.Resting(1, false, "took longer than 5 s"));
  }
}
