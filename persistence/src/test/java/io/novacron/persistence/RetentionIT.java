package io.novacron.persistence;

/** What {@link RetentionTest} says, on PostgreSQL. */
class RetentionIT extends RetentionTest {
  @Override
  DatabaseSettings database() {
    return SharedPostgres.newDatabase();
  }
}
