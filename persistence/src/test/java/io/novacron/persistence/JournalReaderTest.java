package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the feed's and the projection's tests do not show of it. */
class JournalReaderTest {
  @TempDir Path folder;

  @Test
  void aNumberThatMayStillComeIsNotPassed() throws SQLException {
    var database = DatabaseSettings.inFile(folder.resolve("db"));
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      for (int i = 1; i <= 3; i++) {
        node.add(counter, i);
      }
      move(node, 2, 4);
      var reader = new JournalReader(node.system, readSide, true);
      assertThat(TestNode.await(reader.page(0, 10))).extracting(FeedEvent::id).containsExactly(1L);
      move(node, 4, 2);
      assertThat(TestNode.await(reader.page(0, 10)))
          .extracting(FeedEvent::id)
          .containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void entitiesOfPrivateTypesKeepTheirEventsToThemselves() throws SQLException {
    var database = DatabaseSettings.inFile(folder.resolve("db"));
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      node.add(node.counter("a"), 1);
      node.add(node.counter("b"), 2);
      try (var connection = node.connection()) {
        Sql.update(
            connection,
            "UPDATE \"event_journal\" SET \"persistence_id\" = ? WHERE \"persistence_id\" = ?",
            JournalReader.PRIVATE + "counter|a",
            "counter|a");
      }
      var reader = new JournalReader(node.system, readSide, true);
      assertThat(TestNode.await(reader.page(0, 1)))
          .extracting(FeedEvent::persistenceId)
          .containsExactly("counter|b");
    }
  }

  @Test
  void itIsCalmAfterManyQuestionsWithNothingNewUntilSomethingComes() {
    var at = new JournalReader.Position(7, true);
    for (int i = 0; i < JournalReader.CALM; i++) {
      assertThat(at.isCalm()).isFalse();
      at = at.then(new JournalReader.Position(7, false, 1));
    }
    assertThat(at).isEqualTo(new JournalReader.Position(7, false, JournalReader.CALM));
    assertThat(at.isCalm()).isTrue();
    assertThat(at.then(new JournalReader.Position(8, false)).isCalm()).isFalse();
    // It waits at a gap, with events behind it.
    assertThat(at.then(new JournalReader.Position(7, false)).isCalm()).isFalse();
  }

  private static void move(TestNode node, long from, long to) throws SQLException {
    try (var connection = node.connection()) {
      Sql.update(
          connection,
          "UPDATE \"event_journal\" SET \"ordering\" = ? WHERE \"ordering\" = ?",
          to,
          from);
    }
  }
}
