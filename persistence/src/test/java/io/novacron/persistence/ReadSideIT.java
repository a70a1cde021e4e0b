package io.novacron.persistence;

/** What {@link ReadSideTest} says, on PostgreSQL. */
class ReadSideIT extends ReadSideTest {
  @Override
  DatabaseSettings database() {
    return SharedPostgres.newDatabase();
  }
}
