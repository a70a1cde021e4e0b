package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.cache.LocalCache;
import io.novacron.client.resource.NodeRequest;
import io.novacron.client.resource.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeptListsTest {
  private static final Page<NodeRequest> PAGE = new Page<>(List.of(new NodeRequest("n1")), "next");

  private final LocalCache cache = new LocalCache(1 << 20);
  private Instant now = Instant.EPOCH;
  private Duration fresh = Duration.ZERO;
  private boolean answers = true;
  private int asked;

  private final KeptLists lists =
      new KeptLists(cache, () -> fresh, () -> Duration.ofMinutes(10), () -> answers, () -> now);

  private Page<NodeRequest> page(String query, CompletionStage<Page<NodeRequest>> answer) {
    return lists
        .page(
            "vms",
            query,
            NodeRequest.class,
            () -> {
              asked++;
              return answer;
            })
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private static CompletionStage<Page<NodeRequest>> outage() {
    return CompletableFuture.failedStage(new IllegalStateException("the database is away"));
  }

  @Test
  void whileTheDatabaseAnswersItIsAsked() {
    assertThat(page("a", CompletableFuture.completedStage(PAGE))).isEqualTo(PAGE);
    assertThat(page("a", CompletableFuture.completedStage(PAGE))).isEqualTo(PAGE);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void whenItDoesNotTheAnswerFromBeforeSaysHowOldItIs() {
    page("a", CompletableFuture.completedStage(PAGE));
    now = now.plusSeconds(90);

    Page<NodeRequest> kept = page("a", outage());
    assertThat(kept.items()).isEqualTo(PAGE.items());
    assertThat(kept.nextPageToken()).isEqualTo("next");
    assertThat(kept.ageSeconds()).isEqualTo(90);
  }

  @Test
  void whileItIsKnownNotToAnswerNobodyWaitsForIt() {
    page("a", CompletableFuture.completedStage(PAGE));
    answers = false;
    now = now.plusSeconds(90);

    assertThat(page("a", new CompletableFuture<>()).ageSeconds()).isEqualTo(90);
    assertThat(asked).isEqualTo(1);
    assertThat(page("b", CompletableFuture.completedStage(PAGE))).isEqualTo(PAGE);
  }

  @Test
  void anotherQueryOrOneThatIsTooOldFailsAsBefore() {
    page("a", CompletableFuture.completedStage(PAGE));

    assertThatThrownBy(() -> page("b", outage())).hasMessageContaining("the database is away");
    now = now.plus(Duration.ofMinutes(11));
    assertThatThrownBy(() -> page("a", outage())).hasMessageContaining("the database is away");
  }

  @Test
  void whatIsFreshSparesTheDatabase() {
    fresh = Duration.ofSeconds(1);
    page("a", CompletableFuture.completedStage(PAGE));
    assertThat(page("a", outage()).ageSeconds()).isNull();
    assertThat(asked).isEqualTo(1);
    now = now.plusSeconds(2);
    assertThat(page("a", outage()).ageSeconds()).isEqualTo(2);
    assertThat(asked).isEqualTo(2);
  }
}
