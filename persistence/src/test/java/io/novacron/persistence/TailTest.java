package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.persistence.Tail.Look;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TailTest {
  private final Tail tail = new Tail(3);

  private static FeedEvent event(long id) {
    return new FeedEvent(id, "counter|a", id, "event " + id, Instant.EPOCH);
  }

  @Test
  void beforeItBeginsThereIsNothingButTheWait() {
    assertThat(tail.after(0, 10)).isInstanceOf(Look.Nothing.class);
    assertThat(tail.isStarted()).isFalse();
  }

  @Test
  void whoIsAtTheEndWaitsForTheNextEvent() {
    tail.start(5);
    var nothing = (Look.Nothing) tail.after(5, 10);
    assertThat(nothing.change().toCompletableFuture()).isNotDone();
    tail.add(event(9));
    assertThat(nothing.change().toCompletableFuture()).isCompleted();
    assertThat(tail.after(5, 10)).isEqualTo(new Look.Found(java.util.List.of(event(9))));
  }

  @Test
  void whoIsBehindTheBeginningLooksElsewhere() {
    tail.start(5);
    assertThat(tail.after(4, 10)).isEqualTo(new Look.TooOld(5));
  }

  @Test
  void theOldestIsForgottenWhenThereIsNoRoom() {
    tail.start(0);
    for (int id = 1; id <= 5; id++) {
      tail.add(event(id));
    }
    assertThat(tail.after(1, 10)).isEqualTo(new Look.TooOld(2));
    assertThat(((Look.Found) tail.after(2, 2)).events()).containsExactly(event(3), event(4));
    assertThat(tail.end()).isEqualTo(5);
  }

  @Test
  void whoWaitsIsToldOfAFailureAndMayWaitAgain() {
    tail.start(0);
    var first = (Look.Nothing) tail.after(0, 10);
    assertThat(tail.fail(new IllegalStateException())).isTrue();
    assertThat(tail.fail(new IllegalStateException())).isFalse();
    assertThat(first.change().toCompletableFuture()).isCompletedExceptionally();
    var second = (Look.Nothing) tail.after(0, 10);
    assertThat(second.change().toCompletableFuture()).isNotDone();
  }

  @Test
  void whoComesAfterTheEndIsToldAtOnce() {
    tail.start(0);
    tail.close(new IllegalStateException());
    tail.stir();
    assertThat(tail.fail(new IllegalStateException())).isTrue();
    var nothing = (Look.Nothing) tail.after(0, 10);
    assertThat(nothing.change().toCompletableFuture()).isCompletedExceptionally();
  }
}
