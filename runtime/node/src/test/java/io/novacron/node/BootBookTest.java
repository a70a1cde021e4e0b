package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.PastBootResource;
import io.novacron.client.resource.RegressionResource;
import io.novacron.control.Refusal;
import io.novacron.init.Boot;
import io.novacron.init.BootReport;
import io.novacron.init.ComponentSpec;
import io.novacron.init.DependencyGraph;
import io.novacron.init.Failure;
import io.novacron.init.Health;
import io.novacron.init.Phase;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootBookTest {
  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
  private static final long SECOND = 1_000_000_000;
  private static final DependencyGraph GRAPH =
      DependencyGraph.of(
          List.of(
              ComponentSpec.critical("database", Phase.CORE, Duration.ofSeconds(5)),
              ComponentSpec.degraded("cache", Phase.CORE, Duration.ofSeconds(5))
                  .withEffect("answers are kept in memory")));

  @TempDir Path folder;

  private BootBook book() {
    return new BootBook(TestCluster.alone(folder), () -> AT, () -> 3 * SECOND);
  }

  /** The database is up after so many milliseconds; the cache was refused after one second. */
  private static Snapshot snapshot(long databaseMillis) {
    var boot = new Boot(GRAPH, 8);
    boot.begin(0);
    boot.up("database", 1, databaseMillis * 1_000_000);
    boot.failed("cache", 1, Failure.passing("refused"), SECOND, 0.5);
    return new Snapshot(
        BootReport.of(GRAPH, boot.log(), 0),
        boot.standings(),
        Health.of(GRAPH, boot.standings()),
        0);
  }

  private BootBook ready(long databaseMillis) {
    BootBook book = book();
    book.keep(() -> {
      book.note(snapshot(databaseMillis), Map.of());
      return 0;
    });
    return book;
  }

  @Test
  void bootsAreWrittenDownHoweverTheyEnd() {
    ready(100);
    BootBook failing = book();
    assertThatThrownBy(() ->
            failing.keep(() -> {
              throw new StartException("No disk", "it is gone", "Put one in.");
            }))
        .isInstanceOf(StartException.class);
    BootBook told = book();
    assertThatThrownBy(() ->
            told.keep(() -> {
              throw new BootEndedException();
            }))
        .isInstanceOf(BootEndedException.class);

    List<PastBootResource> history = ready(100).history();
    assertThat(history).extracting(PastBootResource::boot).containsExactly(4, 3, 2, 1);
    assertThat(history)
        .extracting(PastBootResource::outcome)
        .containsExactly("ready", "interrupted", "failed", "ready");
    assertThat(history.get(2).reason()).contains("No disk", "it is gone");
    assertThat(history.getFirst().readySeconds()).isEqualTo(3.0);
    assertThat(history.getFirst().at()).isEqualTo(AT);
  }

  @Test
  void aBootWhoseProcessWasKilledIsInterruptedAndThatOfNowGoesOn() throws IOException {
    Path data = TestCluster.alone(folder).data();
    BootHistoryFile.in(data).append(BootEntry.begun(1, AT, false));
    BootBook book = book();
    List<PastBootResource> during =
        book.keep(() -> {
          book.note(snapshot(100), Map.of());
          return book.history();
        });

    assertThat(during)
        .extracting(PastBootResource::outcome)
        .containsExactly("booting", "interrupted");
    assertThat(during.getFirst().totalSeconds()).isEqualTo(0.1);
    assertThat(during.get(1).reason()).contains("the process ended");
  }

  @Test
  void whatTakesMuchLongerIsFlagged() {
    ready(200);
    ready(200);
    ready(200);

    PastBootResource slow = ready(900).history().getFirst();

    assertThat(slow.regressions())
        .containsExactly(
            new RegressionResource("", 0.9, 0.2), new RegressionResource("database", 0.9, 0.2));
  }

  @Test
  void anEarlierBootIsShownInFull() {
    ready(100);
    BootBook book = ready(300);

    assertThat(book.past("1").totalSeconds()).isEqualTo(0.1);
    assertThat(book.past("2")).isEqualTo(book.now());
    assertThatThrownBy(() -> book.past("9"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("boot '9'");
  }

  @Test
  void aComponentThatRestsSaysSinceWhenUntilWhenAndWhatToDo() {
    BootBook book = book();
    book.note(
        snapshot(100), Map.of("cache", new StartException("No cache", "refused", "Start Redis.")));
    BootResource boot = book.now();
    BootComponentResource cache = boot.components().get(1);

    assertThat(cache.state()).isEqualTo("resting");
    assertThat(cache.reason()).isEqualTo("refused");
    assertThat(cache.action()).isEqualTo("Start Redis.");
    assertThat(cache.effect()).isEqualTo("answers are kept in memory");
    assertThat(cache.since()).isEqualTo(AT.plusSeconds(1));
    assertThat(cache.nextAttempt()).isEqualTo(AT.plusSeconds(2));
    assertThat(cache.tries()).hasSize(1);
    assertThat(boot.components().getFirst().action()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenDownKeepsNobodyFromBooting() throws IOException {
    NodeSettings settings = TestCluster.alone(folder);
    Files.createDirectories(settings.data().getParent());
    Files.deleteIfExists(settings.data());
    Files.writeString(settings.data(), "no folder");
    var book = new BootBook(settings, () -> AT, () -> SECOND);

    assertThat(book.<Integer>keep(() -> 7)).isEqualTo(7);
    assertThat(book.history()).hasSize(1);
    assertThat(book.oneByOneNanos()).isEmpty();
  }
}
