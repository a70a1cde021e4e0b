package io.novacron.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JODATIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.nio.channels.Channel;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What product code keeps off, and why. */
class HouseRulesTest {
  /** Programs that a person started speak to that person. */
  private static final DescribedPredicate<JavaClass> SPEAKS_TO_PEOPLE =
      resideInAnyPackage("io.novacron.cli..", "io.novacron.demo..", "io.novacron.bench..")
          .or(describe("a main class", c -> c.getSimpleName().endsWith("Main")));

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "System.nanoTime",
          "System.currentTimeMillis",
          "Instant.now",
          "LocalDateTime.now",
          "ZonedDateTime.now",
          "Math.random",
          "ThreadLocalRandom.current",
          "UUID.randomUUID");

  /** By owner and name; with a time limit these take an argument. */
  private static final Set<String> ENDLESS_WAITS =
      Set.of(
          "CountDownLatch.await",
          "Condition.await",
          "CyclicBarrier.await",
          "Object.wait",
          "Process.waitFor",
          "Future.get",
          "CompletableFuture.get",
          "BlockingQueue.take",
          "LinkedBlockingQueue.take",
          "Semaphore.acquire",
          "Thread.join",
          "LockSupport.park");

  private static final Set<String> BOUNDLESS_QUEUES =
      Set.of(
          "LinkedBlockingQueue",
          "LinkedBlockingDeque",
          "LinkedTransferQueue",
          "PriorityBlockingQueue",
          "ConcurrentLinkedQueue",
          "ConcurrentLinkedDeque");

  /** On the top floor a program waits for a person, and a relay for its link. */
  private static final String[] PROOF = {
    "io.novacron.demo..", "io.novacron.bench..", "io.novacron.multijvm.."
  };

  private static void holds(ArchRule rule) {
    rule.check(House.CLASSES);
  }

  private static GivenClassesConjunction ours() {
    return noClasses().that().resideOutsideOfPackage("io.novacron.proto..");
  }

  private static String called(JavaAccess<?> call) {
    return call.getTargetOwner().getSimpleName() + "." + call.getName();
  }

  @Test
  void theRulesHaveSomethingToHold() {
    assertThat(House.CLASSES.size()).isGreaterThan(300);
    assertThat(House.CLASSES.contain("io.novacron.node.Main")).isTrue();
  }

  @Test
  void onlyProgramsThatAPersonStartedWriteToItsTerminal() {
    holds(
        ours()
            .and(DescribedPredicate.not(SPEAKS_TO_PEOPLE))
            .should(ACCESS_STANDARD_STREAMS)
            .because("everything else logs through SLF4J"));
  }

  @Test
  void logsGoThroughOneDoor() {
    holds(ours().should(USE_JAVA_UTIL_LOGGING).because("logs go through SLF4J"));
  }

  @Test
  void timeIsThatOfTheJdk() {
    holds(ours().should(USE_JODATIME));
  }

  @Test
  void coresAreToldTheTimeAndKnowNoChance() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(Floors.packagesOf("vm", "migration", "init", "dwcp core"))
            .should()
            .callMethodWhere(
                describe("reads a clock or dice", call -> CLOCKS_AND_CHANCE.contains(called(call))))
            .because("time and randomness are arguments there, so that tests decide them"));
  }

  @Test
  void everyWaitHasADeadline() {
    holds(
        ours()
            .and()
            .resideOutsideOfPackages(PROOF)
            .and()
            .areNotAssignableTo(Channel.class) // which wait until their other end closes
            .should()
            .callMethodWhere(
                describe(
                    "waits without end",
                    call ->
                        call.getTarget().getRawParameterTypes().isEmpty()
                            && ENDLESS_WAITS.contains(called(call))))
            .because("whoever waits for something that died must notice"));
  }

  @Test
  void everyQueueHasABound() {
    holds(
        ours()
            .and()
            .resideOutsideOfPackages(PROOF)
            .should()
            .callConstructorWhere(
                describe(
                    "makes a queue without bound",
                    call ->
                        call.getTarget().getRawParameterTypes().isEmpty()
                            && BOUNDLESS_QUEUES.contains(call.getTargetOwner().getSimpleName())))
            .because("what comes in faster than it goes out must meet a wall before memory ends"));
  }

  @Test
  void nobodyDeserializesClassesThatBytesName() {
    holds(ours().should().dependOnClassesThat().areAssignableTo(java.io.ObjectInputStream.class));
  }
}
