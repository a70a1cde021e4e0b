package io.novacron.persistence;

/** What {@link EventFeedTest} says, on PostgreSQL. */
class EventFeedIT extends EventFeedTest {
  @Override
  DatabaseSettings database() {
    return SharedPostgres.newDatabase();
  }
}
