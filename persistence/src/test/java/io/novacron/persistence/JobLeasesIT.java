package io.novacron.persistence;

/** What {@link JobLeasesTest} says, on PostgreSQL. */
class JobLeasesIT extends JobLeasesTest {
  @Override
  DatabaseSettings database() {
    return SharedPostgres.newDatabase();
  }
}
