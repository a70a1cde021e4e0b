package io.novacron.persistence;

import static io.novacron.persistence.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2; the same on PostgreSQL is {@code ReadSideIT}. */
class ReadSideTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00.123456Z");

  private ReadSide readSide = ReadSide.open(TestNode.inMemory());

  DatabaseSettings database() {
    return TestNode.inMemory();
  }

  @BeforeEach
  void open() {
    readSide.close();
    var database = database();
    Schema.migrate(database);
    readSide = ReadSide.open(database);
  }

  @AfterEach
  void close() {
    readSide.close();
  }

  private static VmRow vm(String name, String state, String host, Map<String, String> labels) {
    Optional<String> at = Optional.of(host).filter(h -> !h.isEmpty());
    Optional<String> token = at.map(_ -> "0.7");
    return new VmRow(name, 7, state, at, token, labels, "{\"n\":\"" + name + "\"}", NOW);
  }

  private void put(VmRow... vms) {
    await(
        readSide
            .pool()
            .call(connection -> {
              for (VmRow vm : vms) {
                ReadTables.put(connection, vm);
              }
              return true;
            }));
  }

  @Test
  void aHostIsToldWhichVmsItHolds() {
    put(vm("a", "running", "n1", Map.of()), vm("b", "stopped", "", Map.of()));
    put(vm("c", "paused", "n1", Map.of()), vm("d", "running", "n2", Map.of()));

    assertThat(await(readSide.hostedOn("n1", "", 9)))
        .containsExactly(new HostedVm("a", "running", "0.7"), new HostedVm("c", "paused", "0.7"));
    assertThat(await(readSide.hostedOn("n1", "", 1)))
        .extracting(HostedVm::name)
        .containsExactly("a");
    assertThat(await(readSide.hostedOn("n1", "a", 9)))
        .extracting(HostedVm::name)
        .containsExactly("c");
  }

  private List<String> names(VmQuery query) {
    return await(readSide.vms(query)).rows().stream().map(VmRow::name).toList();
  }

  @Test
  void aVmIsReadAsItWasWritten() {
    var web = vm("web", "running", "n1", Map.of("tier", "front", "team", "a"));
    put(web);
    assertThat(await(readSide.vm("web"))).contains(web);
    assertThat(await(readSide.vm("none"))).isEmpty();
  }

  @Test
  void aSecondWriteReplacesTheFirstAndItsLabels() {
    put(vm("web", "running", "n1", Map.of("tier", "front")));
    var later = vm("web", "stopped", "", Map.of("tier", "back"));
    put(later);
    assertThat(await(readSide.vm("web"))).contains(later);
    assertThat(names(labelled("tier", "front"))).isEmpty();
    assertThat(names(labelled("tier", "back"))).containsExactly("web");
  }

  private static VmQuery labelled(String key, String value) {
    return new VmQuery(
        Optional.empty(), Optional.empty(), Map.of(key, value), Optional.empty(), 10);
  }

  @Test
  void aRemovedVmIsGoneWithItsLabels() {
    put(vm("web", "running", "n1", Map.of("tier", "front")));
    await(
        readSide
            .pool()
            .call(connection -> {
              ReadTables.removeVm(connection, "web");
              return true;
            }));
    assertThat(await(readSide.vm("web"))).isEmpty();
    assertThat(names(labelled("tier", "front"))).isEmpty();
  }

  @Test
  void filtersMustAllMatch() {
    put(
        vm("a", "running", "n1", Map.of("x", "1", "y", "1")),
        vm("b", "running", "n2", Map.of("x", "1", "y", "1")),
        vm("c", "stopped", "n1", Map.of("x", "1", "y", "1")),
        vm("d", "running", "n1", Map.of("x", "1", "y", "2")),
        vm("e", "running", "n1", Map.of("x", "1", "y", "1")));
    var query =
        new VmQuery(
            Optional.of("running"),
            Optional.of("n1"),
            Map.of("x", "1", "y", "1"),
            Optional.empty(),
            10);
    assertThat(names(query)).containsExactly("a", "e");
  }

  @Test
  void pagesFollowEachOtherByNameWithoutGapOrRepetition() {
    put(
        vm("web-2", "running", "", Map.of()),
        vm("Web", "running", "", Map.of()),
        vm("web10", "running", "", Map.of()),
        vm("web", "running", "", Map.of()),
        vm("a", "running", "", Map.of()));
    var seen = new java.util.ArrayList<String>();
    Optional<String> after = Optional.empty();
    do {
      var query = new VmQuery(Optional.empty(), Optional.empty(), Map.of(), after, 2);
      var page = await(readSide.vms(query));
      page.rows().forEach(row -> seen.add(row.name()));
      after = page.next();
    } while (after.isPresent());
    assertThat(seen).containsExactly("Web", "a", "web", "web-2", "web10");
  }

  @Test
  void aPageIsBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> VmQuery.all(501));
    assertThatIllegalArgumentException().isThrownBy(() -> TaskQuery.all(0));
    assertThatIllegalArgumentException().isThrownBy(() -> readSide.hosts(Optional.empty(), 501));
  }

  @Test
  void operationsAndMigrationsAreListedByVmAndState() {
    var first = new TaskRow("web.1", "web", "running", "{}", NOW);
    var second = new TaskRow("web.2", "web", "failed", "{}", NOW);
    var other = new TaskRow("db.1", "db", "running", "{}", NOW);
    await(
        readSide
            .pool()
            .call(connection -> {
              for (TaskRow row : List.of(first, second, other)) {
                ReadTables.putOperation(connection, row);
                ReadTables.putMigration(connection, row);
              }
              return true;
            }));
    var ofWeb = new TaskQuery(Optional.empty(), Optional.of("web"), Optional.empty(), 10);
    var running = new TaskQuery(Optional.of("running"), Optional.empty(), Optional.empty(), 10);
    assertThat(await(readSide.operations(ofWeb)).rows()).containsExactly(first, second);
    assertThat(await(readSide.migrations(running)).rows()).containsExactly(other, first);
    assertThat(await(readSide.migrations(TaskQuery.all(1))).next()).contains("db.1");
    assertThat(await(readSide.operation("web.2"))).contains(second);
    assertThat(await(readSide.migration("web.9"))).isEmpty();
  }

  @Test
  void hostsAreRememberedUntilTheyAreRemoved() {
    await(readSide.put(new HostRow("n1", "{\"v\":1}", NOW)));
    await(readSide.put(new HostRow("n2", "{}", NOW)));
    await(readSide.put(new HostRow("n1", "{\"v\":2}", NOW)));
    assertThat(await(readSide.hosts(Optional.empty(), 10)).rows())
        .extracting(HostRow::document)
        .containsExactly("{\"v\":2}", "{}");
    await(
        readSide
            .pool()
            .call(connection -> {
              ReadTables.removeHost(connection, "n1");
              return true;
            }));
    assertThat(await(readSide.hosts(Optional.empty(), 10)).rows()).hasSize(1);
  }

  @Test
  void workThatFailsLeavesNothingBehindAfterALookOnTheSameConnection() {
    await(readSide.vm("web"));
    var failed =
        readSide
            .pool()
            .call(connection -> {
              ReadTables.put(connection, vm("web", "running", "", Map.of()));
              throw new IllegalStateException("second thoughts");
            });
    assertThatThrownBy(() -> await(failed)).hasRootCauseMessage("second thoughts");
    assertThat(await(readSide.vm("web"))).isEmpty();
  }

  @Test
  void aDatabaseThatAnswersIsPinged() {
    assertThat(readSide.ping()).succeedsWithin(TestNode.PATIENCE);
  }

  /** It tells nothing of now. */
  @Test
  void workThatTookLongIsNoAnswerOfTheLastMoment() {
    await(
        readSide
            .pool()
            .look(connection -> {
              Thread.sleep(300);
              return true;
            }));
    assertThat(readSide.pool().hasAnsweredWithin(Duration.ofMillis(300))).isFalse();
    assertThat(readSide.pool().hasAnsweredWithin(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void withoutADatabaseEveryQuestionFailsInTimeAndSaysSo() {
    var settings =
        DatabaseSettings.at("jdbc:h2:tcp://127.0.0.1:1/x", "novacron", new Secret.None());
    try (var nowhere = ReadSide.open(settings)) {
      var ping = nowhere.ping().toCompletableFuture();
      assertThat(ping)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(java.util.concurrent.ExecutionException.class)
          .havingCause()
          .isInstanceOf(DatabaseUnavailableException.class)
          .satisfies(e -> assertThat(Database.isUnavailable(e)).isTrue());
    }
    assertThat(Database.isUnavailable(new IllegalStateException())).isFalse();
  }

  @Test
  void moreRequestsThanThereIsRoomForAreRefusedAtOnce() {
    var release = new CompletableFuture<Boolean>();
    var all =
        java.util.stream.IntStream.range(0, 2_001)
            .mapToObj(_ -> readSide.pool().call(_ -> release.get()).toCompletableFuture())
            .toList();
    assertThat(all.getLast()).isCompletedExceptionally();
    release.complete(true);
    assertThat(await(all.getFirst())).isTrue();
  }
}
