package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.persistence.JobLeases.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2; the same on PostgreSQL is {@code JobLeasesIT}. */
class JobLeasesTest {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private ReadSide readSide;
  private JobLeases leases;

  DatabaseSettings database() {
    return DatabaseSettings.inFile(folder.resolve("db"));
  }

  @BeforeEach
  void open() {
    var database = database();
    Schema.migrate(database);
    readSide = ReadSide.open(database);
    leases = new JobLeases(readSide);
  }

  @AfterEach
  void close() {
    readSide.close();
  }

  private Claim claim(String job, String holder) {
    return TestNode.await(leases.claim(job, holder, LEASE, HOUR));
  }

  @Test
  void whoDoesItKeepsTheOthersFromIt() {
    for (String job : JobLeases.JOBS) {
      assertThat(claim(job, "n1")).isEqualTo(new Claim.Granted());
      assertThat(claim(job, "n2"))
          .isInstanceOfSatisfying(
              Claim.Held.class, held -> assertThat(held.holder()).isEqualTo("n1"));
    }
  }

  @Test
  void whatWasDoneNeedNotBeDoneAgainForAWhile() {
    claim(JobLeases.JOURNAL, "n1");
    TestNode.await(leases.release(JobLeases.JOURNAL, "n1", true));
    assertThat(claim(JobLeases.JOURNAL, "n2")).isInstanceOf(Claim.Done.class);
    assertThat(TestNode.await(leases.claim(JobLeases.JOURNAL, "n2", LEASE, Duration.ZERO)))
        .isEqualTo(new Claim.Granted());
  }

  @Test
  void whatFailedIsAnybodys() {
    claim(JobLeases.JOURNAL, "n1");
    TestNode.await(leases.release(JobLeases.JOURNAL, "n2", true));
    assertThat(claim(JobLeases.JOURNAL, "n2"))
        .as("not n2's to give back")
        .isInstanceOf(Claim.Held.class);
    TestNode.await(leases.release(JobLeases.JOURNAL, "n1", false));
    assertThat(claim(JobLeases.JOURNAL, "n2")).isEqualTo(new Claim.Granted());
  }

  @Test
  void aLeaseEndsByItselfWhenItsHolderHasDied() {
    var gone = TestNode.await(leases.claim(JobLeases.JOURNAL, "n1", Duration.ZERO, HOUR));
    assertThat(gone).isEqualTo(new Claim.Granted());
    assertThat(claim(JobLeases.JOURNAL, "n2")).isEqualTo(new Claim.Granted());
  }

  @Test
  void ofManyWhoClaimAtTheSameTimeOneGetsIt() {
    List<CompletionStage<Claim>> claims =
        IntStream.range(0, 20)
            .mapToObj(i -> leases.claim(JobLeases.SNAPSHOTS, "n" + i, LEASE, HOUR))
            .toList();
    assertThat(claims.stream().map(TestNode::await).filter(Claim.Granted.class::isInstance))
        .hasSize(1);
  }

  @Test
  void aJobThatNobodyKnowsIsAMistake() {
    assertThat(leases.claim("laundry", "n1", LEASE, HOUR).toCompletableFuture())
        .failsWithin(TestNode.PATIENCE)
        .withThrowableThat()
        .withMessageContaining("no job 'laundry'");
  }
}
