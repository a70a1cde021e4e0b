package io.novacron.persistence;

import static io.novacron.persistence.TestNode.PATIENCE;
import static io.novacron.persistence.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2; the same on PostgreSQL is {@code EventFeedIT}. */
class EventFeedTest {
  @TempDir Path folder;

  DatabaseSettings database() {
    return DatabaseSettings.inFile(folder.resolve("db"));
  }

  private static CompletionStage<List<Integer>> follow(
      TestNode node, EventFeed feed, long afterId, int count) {
    return feed.from(afterId)
        .map(event -> ((Counter.Added) event.event()).amount())
        .take(count)
        .runWith(Sink.seq(), node.system);
  }

  private static Integer[] numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toArray(Integer[]::new);
  }

  @Test
  void whatHappenedIsReplayedAndWhatHappensFollowsWithoutAGap() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      for (int i = 1; i <= 5; i++) {
        node.add(counter, i);
      }
      try (var feed = EventFeed.start(node.system, readSide)) {
        var followers = new ArrayList<CompletionStage<List<Integer>>>();
        for (int i = 0; i < 20; i++) {
          followers.add(follow(node, feed, 0, 300));
        }
        for (int i = 6; i <= 300; i++) {
          node.add(counter, i);
        }
        followers.forEach(f -> assertThat(await(f)).containsExactly(numbers(1, 300)));
      }
    }
  }

  @Test
  void eventsSayWhoseTheyAreAndTheirIdsRise() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database);
        var feed = EventFeed.start(node.system, readSide)) {
      assertThat(await(feed.latestId())).isZero();
      node.add(node.counter("a"), 1);
      node.add(node.counter("b"), 2);
      var events = await(feed.from(0).take(2).runWith(Sink.seq(), node.system));
      assertThat(events)
          .extracting(FeedEvent::persistenceId)
          .containsExactly("counter|a", "counter|b");
      assertThat(events).extracting(FeedEvent::sequenceNr).containsExactly(1L, 1L);
      assertThat(events.getLast().id()).isGreaterThan(events.getFirst().id());
      assertThat(await(feed.latestId())).isEqualTo(events.getLast().id());
    }
  }

  @Test
  void fromNowOnMeansOnlyWhatHappensFromNowOn() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database);
        var feed = EventFeed.start(node.system, readSide)) {
      var counter = node.counter("a");
      node.add(counter, 1);
      var later = follow(node, feed, await(feed.latestId()), 1);
      node.add(counter, 2);
      assertThat(await(later)).containsExactly(2);
    }
  }

  @Test
  void pagesOfThePastAreReadFromTheDatabase() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      for (int i = 1; i <= 7; i++) {
        node.add(counter, i);
      }
      try (var feed = EventFeed.start(node.system, readSide)) {
        var seen = new ArrayList<Integer>();
        long after = 0;
        List<FeedEvent> page = await(feed.page(after, 3));
        while (!page.isEmpty()) {
          assertThat(page.size()).isLessThanOrEqualTo(3);
          page.forEach(event -> seen.add(((Counter.Added) event.event()).amount()));
          after = page.getLast().id();
          page = await(feed.page(after, 3));
        }
        assertThat(seen).containsExactly(numbers(1, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> feed.page(0, 501));
      }
    }
  }

  @Test
  void aListenerThatStopsListeningIsNoBurdenAndAClosedFeedTellsTheOthers() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var feed = EventFeed.start(node.system, readSide);
      node.add(node.counter("a"), 1);
      assertThat(await(follow(node, feed, 0, 1))).containsExactly(1);
      var other = follow(node, feed, await(feed.latestId()), 1).toCompletableFuture();
      feed.close();
      assertThat(other).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
    }
  }

  @Test
  void anEventThatCannotBeReadFailsTheListenerByName() throws Exception {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      node.add(node.counter("a"), 1);
      try (var connection = node.connection()) {
        Sql.update(connection, "UPDATE \"event_journal\" SET \"event_ser_manifest\" = 'gone:1'");
      }
      try (var feed = EventFeed.start(node.system, readSide)) {
        var follower = follow(node, feed, 0, 1).toCompletableFuture();
        assertThat(follower)
            .failsWithin(PATIENCE)
            .withThrowableOfType(ExecutionException.class)
            .havingCause()
            .isInstanceOf(UnknownEventException.class);
      }
    }
  }
}
