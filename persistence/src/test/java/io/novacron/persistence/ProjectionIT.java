package io.novacron.persistence;

/** What {@link ProjectionTest} says, on PostgreSQL. */
class ProjectionIT extends ProjectionTest {
  @Override
  DatabaseSettings database() {
    return SharedPostgres.newDatabase();
  }
}
