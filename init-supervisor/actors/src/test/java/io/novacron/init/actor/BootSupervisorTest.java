package io.novacron.init.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.init.BootLog.Outcome;
import io.novacron.init.BootReport;
import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Health;
import io.novacron.init.InvalidGraphException;
import io.novacron.init.Phase;
import io.novacron.init.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootSupervisorTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final ActorTestKit kit = ActorTestKit.create();
  private final List<String> diary = new CopyOnWriteArrayList<>();
  private final BlockingQueue<BootReport> ready = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  private ActorRef<BootSupervisor.Command> boot(int atOnce, Component... components) {
    return kit.spawn(
        BootSupervisor.create(
            List.of(components),
            atOnce,
            new BootSupervisor.Listener() {
              @Override
              public void ready(BootReport report) {
                ready.add(report);
              }

              @Override
              public void ended(String reason, BootReport report) {
                ended.add(reason);
              }
            }));
  }

  private Part critical(String name, Duration deadline, Part.Work work, String... needs) {
    return new Part(ComponentSpec.critical(name, Phase.CORE, deadline, needs), diary, work);
  }

  private BootReport ready() throws InterruptedException {
    return Optional.ofNullable(ready.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private BootReport.Line line(BootReport report, String name) {
    return report.lines().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private Standing standing(ActorRef<BootSupervisor.Command> boot, String name) {
    TestProbe<BootSupervisor.Snapshot> probe = kit.createTestProbe();
    boot.tell(new BootSupervisor.Get(probe.ref()));
    return Optional.ofNullable(probe.receiveMessage(PATIENT).standings().get(name)).orElseThrow();
  }

  @Test
  void whatNeedsNothingOfEachOtherStartsTogetherAndTheReportSaysWhatItTook() throws Exception {
    boot(
        8,
        critical("left", PATIENT, _ -> Thread.sleep(300)),
        critical("right", PATIENT, _ -> Thread.sleep(300)),
        critical("top", PATIENT, _ -> Thread.sleep(100), "left", "right"));

    BootReport report = ready();
    assertThat(diary).last().isEqualTo("+top");
    assertThat(report.sequentialNanos()).isGreaterThan(700_000_000L);
    assertThat(line(report, "right").beginNanos()).isLessThan(line(report, "left").endNanos());
    assertThat(line(report, "top").beginNanos())
        .isGreaterThanOrEqualTo(line(report, "left").endNanos());
  }

  @Test
  void oneByOneNothingOverlaps() throws Exception {
    boot(
        1,
        critical("left", PATIENT, _ -> Thread.sleep(50)),
        critical("right", PATIENT, _ -> Thread.sleep(50)));

    BootReport report = ready();
    assertThat(line(report, "right").beginNanos())
        .isGreaterThanOrEqualTo(line(report, "left").endNanos());
  }

  @Test
  void aComponentThatHangsIsInterruptedAtItsDeadlineAndTriedAgain() throws Exception {
    boot(8, critical("database", SHORT, time -> Thread.sleep(time == 1 ? 60_000 : 1)));

    BootReport.Line line = line(ready(), "database");
    assertThat(line.attempts()).isEqualTo(2);
    assertThat(line.reason()).isEqualTo("took longer than 0.2 s");
  }

  @Test
  void aComponentThatDoesNotHeedItsInterruptionHoldsBackNobodyElse() throws Exception {
    var free = new java.util.concurrent.CountDownLatch(1);
    var stubborn =
        new Part(
            ComponentSpec.degraded("cache", Phase.CORE, SHORT),
            diary,
            time -> {
              while (time == 1 && free.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
            });
    boot(8, stubborn, critical("database", PATIENT, _ -> {}));

    Awaitility.await().atMost(PATIENT).until(() -> diary.contains("+database"));
    Awaitility.await().pollDelay(Duration.ofSeconds(2)).atMost(PATIENT).until(() -> true);
    free.countDown();

    assertThat(line(ready(), "cache").attempts()).isBetween(2, 4);
    assertThat(diary).containsOnlyOnce("+database");
  }

  @Test
  void aBootThatCannotGoOnStopsWhatItStartedInReverseAndSaysWhy() throws Exception {
    boot(
        8,
        critical("base", PATIENT, _ -> {}),
        critical("middle", PATIENT, _ -> {}, "base"),
        new Part(
            ComponentSpec.critical("top", Phase.SERVICES, PATIENT, "middle"),
            diary,
            _ -> {
              throw new IllegalStateException("no disk");
            }));

    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo("top: no disk");
    assertThat(diary).containsExactly("+base", "+middle", "-middle", "-base");
  }

  @Test
  void whatFailsLaterIsStartedAgainTogetherWithWhatNeedsIt() throws Exception {
    var base = critical("base", PATIENT, _ -> {});
    var boot = boot(8, base, critical("top", PATIENT, _ -> {}, "base"));
    ready();

    base.says().lost("the connection broke");

    ready();
    assertThat(diary).startsWith("+base", "+top").endsWith("+base", "+top").contains("-top");
    assertThat(standing(boot, "base")).isInstanceOf(Standing.Up.class);
  }

  @Test
  void whatAilsStaysUpAndTheNodeIsNotReadyUntilItIsWell() throws Exception {
    var base = critical("base", PATIENT, _ -> {});
    var cache = new Part(ComponentSpec.degraded("cache", Phase.CORE, PATIENT), diary, _ -> {});
    var boot = boot(8, base, cache);
    ready();

    cache.says().ailing("is slow");
    Awaitility.await().atMost(PATIENT).until(() -> check(boot, "cache") == Health.State.DEGRADED);
    assertThat(health(boot).ready()).isTrue();
    base.says().ailing("does not answer");
    Awaitility.await().atMost(PATIENT).until(() -> check(boot, "base") == Health.State.FAILED);
    assertThat(health(boot).ready()).isFalse();
    base.says().well();
    Awaitility.await().atMost(PATIENT).until(() -> health(boot).ready());
    assertThat(diary).containsExactlyInAnyOrder("+base", "+cache");
  }

  private Health health(ActorRef<BootSupervisor.Command> boot) {
    TestProbe<BootSupervisor.Snapshot> probe = kit.createTestProbe();
    boot.tell(new BootSupervisor.Get(probe.ref()));
    return probe.receiveMessage(PATIENT).health();
  }

  private Health.State check(ActorRef<BootSupervisor.Command> boot, String name) {
    return health(boot).checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void itEndsInTheMiddleOfABoot() {
    var boot =
        boot(
            8,
            critical("base", PATIENT, _ -> {}),
            critical("slow", PATIENT, _ -> Thread.sleep(60_000), "base"));
    Awaitility.await().atMost(PATIENT).until(() -> diary.contains("+base"));
    Awaitility.await()
        .atMost(PATIENT)
        .until(() -> standing(boot, "slow") instanceof Standing.Starting);

    boot.tell(new BootSupervisor.End("SIGTERM"));

    Awaitility.await().atMost(PATIENT).until(() -> ended.contains("SIGTERM"));
    assertThat(diary).containsExactly("+base", "-slow", "-base");
  }

  @Test
  void whatIsOptionalAndFailsIsSaidAndNotTriedAgain() throws Exception {
    var ml =
        new Part(
            ComponentSpec.optional("ml", Phase.SERVICES, PATIENT),
            diary,
            _ -> {
              throw new IllegalStateException("no model");
            });
    boot(8, ml, critical("base", PATIENT, _ -> {}));

    BootReport report = ready();
    assertThat(report.without()).containsExactly("ml");
    assertThat(line(report, "ml").outcome()).isEqualTo(Outcome.WITHOUT);
    assertThat(line(report, "ml").attempts()).isEqualTo(1);
  }

  @Test
  void componentsThatCannotBeBootedTogetherAreRefusedBeforeAnythingStarts() {
    var a = critical("a", PATIENT, _ -> {}, "b");
    assertThatThrownBy(() -> boot(8, a)).isInstanceOf(InvalidGraphException.class);
    assertThat(diary).isEmpty();
  }
}
