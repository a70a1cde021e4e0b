package io.novacron.persistence;

/** What {@link JournalTest} says, on PostgreSQL. */
class JournalIT extends JournalTest {
  @Override
  DatabaseSettings database() {
    return SharedPostgres.newDatabase();
  }
}
