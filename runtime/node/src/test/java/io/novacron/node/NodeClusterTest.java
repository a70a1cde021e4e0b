package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.NovaCronClient;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.PeerRttResource;
import io.novacron.client.resource.ReceiptResource;
import io.novacron.client.resource.VmResource;
import io.novacron.control.ControlPlane.PageRequest;
import io.novacron.control.ControlPlane.VmFilter;
import io.novacron.control.Refusal;
import io.novacron.vm.Limits;
import io.novacron.vm.Request;
import io.novacron.vm.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeClusterTest {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @SuppressWarnings("NullAway.Init")
  private TestCluster cluster;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = TestCluster.of(2, folder);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private static void assertRefused(CompletionStage<?> answer, Refusal.Code code, String... parts) {
    assertThatThrownBy(() -> TestCluster.result(answer))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code))
        .satisfies(refusal ->
            assertThat(List.of(parts)).allMatch(String.valueOf(refusal.getMessage())::contains));
  }

  private OperationResource migrate(VmId vm, String target) {
    return TestCluster.result(
        cluster.plane(1).migrate(vm, Optional.of(target), PAUSE, Request.PLAIN));
  }

  @Test
  void aVmLivesFromItsDefinitionToItsDeletion() {
    VmId vm = cluster.running("life", TestCluster.spec(8, 0), "n2");
    assertThat(cluster.vm(vm))
        .returns("running", VmResource::state)
        .returns("n2", VmResource::host);

    cluster.await(TestCluster.result(cluster.plane(1).pause(vm, Request.PLAIN)));
    assertThat(cluster.vm(vm).state()).isEqualTo("paused");
    cluster.await(TestCluster.result(cluster.plane(0).resume(vm, Request.PLAIN)));
    cluster.await(TestCluster.result(cluster.plane(0).stop(vm, Duration.ZERO, Request.PLAIN)));
    assertThat(cluster.vm(vm))
        .returns("stopped", VmResource::state)
        .returns(null, VmResource::host);
    cluster.await(TestCluster.result(cluster.plane(0).delete(vm, false, Request.PLAIN)));

    assertRefused(cluster.plane(0).vm(vm), Refusal.Code.NOT_FOUND, "life");
  }

  @Test
  void aBusyVmMovesLiveAndItsReceiptSaysWhatItCost() {
    VmId vm = cluster.running("busy", TestCluster.spec(32, 200), "n1");

    OperationResource operation = migrate(vm, "n2");
    MigrationResource moved = cluster.awaitMigration(operation.id());

    assertThat(moved.state()).as(moved.reason()).isEqualTo("completed");
    assertThat(cluster.await(operation).state()).isEqualTo("succeeded");
    assertThat(cluster.vm(vm))
        .returns("running", VmResource::state)
        .returns("n2", VmResource::host);
    assertThat(moved.receipt())
        .isNotNull()
        .returns("heartbeat", ReceiptResource::pauseSource)
        .returns("n1", ReceiptResource::pauseObserver)
        .satisfies(r -> assertThat(r.pauseMillis()).isPositive())
        .satisfies(r -> assertThat(r.streamBytes()).isGreaterThan(4 << 20))
        .satisfies(r -> assertThat(r.streamSha256()).hasSize(64));
    assertThat(TestCluster.result(cluster.plane(0).statistics(vm)).memoryBytes())
        .isEqualTo(32L << 20);
    assertThat(cluster.awaitMigration(migrate(vm, "n1").id()).state()).isEqualTo("completed");
  }

  @Test
  void aPausedVmStaysPausedWhenItMoves() {
    VmId vm = cluster.running("still", TestCluster.spec(8, 0), "n1");
    cluster.await(TestCluster.result(cluster.plane(1).pause(vm, Request.PLAIN)));

    MigrationResource moved = cluster.awaitMigration(migrate(vm, "n2").id());

    assertThat(moved.state()).as(moved.reason()).isEqualTo("completed");
    assertThat(cluster.vm(vm)).returns("paused", VmResource::state).returns("n2", VmResource::host);
  }

  @Test
  void aCancelledMigrationLeavesTheVmRunningOnItsSource() {
    // It dirties more than its pause lets through, and so never converges.
    VmId vm = cluster.running("hectic", TestCluster.spec(64, 2_000_000), "n1");
    OperationResource operation = migrate(vm, "n2");
    Awaitility.await()
        .atMost(TestCluster.LIMIT)
        .until(() ->
            TestCluster.result(cluster.plane(0).migration(operation.id()))
                .state()
                .equals("transferring"));

    TestCluster.result(cluster.plane(1).cancelOperation(operation.id()));

    assertThat(cluster.await(operation).state()).isEqualTo("cancelled");
    assertThat(cluster.vm(vm))
        .returns("running", VmResource::state)
        .returns("n1", VmResource::host);
    cluster.await(TestCluster.result(cluster.plane(0).delete(vm, true, Request.PLAIN)));
  }

  @Test
  void aMigrationCanBeCancelledAsSoonAsItWasAskedFor() {
    VmId vm = cluster.running("regretted", TestCluster.spec(64, 2_000_000), "n1");

    OperationResource operation = migrate(vm, "n2");
    TestCluster.result(cluster.plane(0).cancelMigration(operation.id()));

    assertThat(cluster.await(operation).state()).isEqualTo("cancelled");
    assertThat(cluster.vm(vm)).returns("n1", VmResource::host);
    cluster.await(TestCluster.result(cluster.plane(0).delete(vm, true, Request.PLAIN)));
  }

  @Test
  void aRepeatedRequestIsAnsweredEvenWhenItsVmHasForgottenTheOperation() {
    VmId vm = cluster.running("forgetful", TestCluster.spec(8, 0), "n1");
    var request = keyed("first");
    OperationResource first = TestCluster.result(cluster.plane(0).pause(vm, request));
    cluster.await(first);
    for (int i = 0; i < Limits.OPERATIONS / 2; i++) {
      cluster.await(TestCluster.result(cluster.plane(0).resume(vm, Request.PLAIN)));
      cluster.await(TestCluster.result(cluster.plane(0).pause(vm, Request.PLAIN)));
    }

    Awaitility.await()
        .atMost(TestCluster.LIMIT)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(TestCluster.result(cluster.plane(0).pause(vm, request)))
                .returns(first.id(), OperationResource::id)
                .returns("succeeded", OperationResource::state));
  }

  @Test
  void aRepeatedCreationOfAVmThatWasDeletedSinceSaysSo() {
    var vm = new VmId("bygone");
    var request = keyed("create");
    TestCluster.result(cluster.plane(0).create(vm, TestCluster.spec(8, 0), Map.of(), request));
    cluster.await(TestCluster.result(cluster.plane(0).delete(vm, false, Request.PLAIN)));

    assertRefused(
        cluster.plane(0).create(vm, TestCluster.spec(8, 0), Map.of(), request),
        Refusal.Code.IDEMPOTENCY_KEY_REUSED,
        "bygone",
        "deleted since");
  }

  private static Request keyed(String key) {
    return new Request(Optional.of(key), key, Optional.empty());
  }

  @Test
  void badRequestsAreRefusedWithTheReason() {
    VmId vm = cluster.running("picky", TestCluster.spec(8, 0), "n1");
    var absent = new VmId("nobody");

    assertRefused(cluster.plane(0).vm(absent), Refusal.Code.NOT_FOUND, "nobody");
    assertRefused(
        cluster.plane(0).start(absent, Optional.empty(), Request.PLAIN), Refusal.Code.NOT_FOUND);
    assertRefused(
        cluster.plane(0).create(vm, TestCluster.spec(8, 0), Map.of(), Request.PLAIN),
        Refusal.Code.ALREADY_EXISTS);
    assertRefused(
        cluster.plane(0).migrate(vm, Optional.of("n1"), PAUSE, Request.PLAIN),
        Refusal.Code.CANNOT_MIGRATE,
        "n1",
        "already");
    assertRefused(
        cluster.plane(0).migrate(vm, Optional.of("n9"), PAUSE, Request.PLAIN),
        Refusal.Code.CANNOT_MIGRATE,
        "n9");
    assertRefused(cluster.plane(0).operation("picky.999"), Refusal.Code.NOT_FOUND);
    assertRefused(cluster.plane(0).operation("rubbish"), Refusal.Code.NOT_FOUND);
    assertRefused(cluster.plane(0).migration("picky.2"), Refusal.Code.NOT_FOUND);
    assertRefused(cluster.plane(0).node("n9"), Refusal.Code.NOT_FOUND);
  }

  @Test
  void aHostThatIsFullIsNotMovedTo() {
    VmId small = cluster.running("small", TestCluster.spec(8, 0), "n1");
    VmId large = cluster.running("large", TestCluster.spec(400, 0), "n2");
    var big = new VmId("big");
    TestCluster.result(
        cluster.plane(0).create(big, TestCluster.spec(508, 0), Map.of(), Request.PLAIN));

    Awaitility.await()
        .atMost(TestCluster.LIMIT)
        .untilAsserted(() ->
            assertRefused(
                cluster.plane(0).start(big, Optional.empty(), Request.PLAIN),
                Refusal.Code.NO_CAPACITY,
                "n1 has",
                "n2 has"));
    cluster.await(TestCluster.result(cluster.plane(0).delete(large, true, Request.PLAIN)));
    cluster.await(TestCluster.result(cluster.plane(0).delete(small, true, Request.PLAIN)));
  }

  @Test
  void nodesMeasureHowFarTheyAreFromEachOther() {
    Awaitility.await()
        .atMost(TestCluster.LIMIT)
        .untilAsserted(() ->
            assertThat(cluster.plane(0).mode().now().inputs().peers())
                .singleElement()
                .returns("n2", PeerRttResource::node)
                .returns(5, PeerRttResource::answered));
    assertThat(cluster.plane(0).mode().now())
        .returns("n1", ModeResource::node)
        .returns(false, ModeResource::overridden)
        .satisfies(mode -> assertThat(mode.confidence()).isGreaterThanOrEqualTo(0.7))
        .satisfies(mode -> assertThat(mode.inputs().measuredAt()).isNotNull())
        .satisfies(mode ->
            assertThat(mode.reasons().getFirst()).startsWith("round trips to 1 of 1 peers take"));
  }

  @Test
  void listsAndEventsFollowTheJournal() {
    VmId vm = cluster.running("listed", TestCluster.spec(8, 0), "n1");
    var filter = new VmFilter(Optional.of("running"), Optional.of("n1"), Map.of());

    Awaitility.await()
        .atMost(TestCluster.LIMIT)
        .untilAsserted(() ->
            assertThat(
                    TestCluster.result(
                            cluster.plane(1).vms(filter, new PageRequest(100, Optional.empty())))
                        .items())
                .extracting(VmResource::name)
                .contains(vm.value()));
    Awaitility.await()
        .atMost(TestCluster.LIMIT)
        .untilAsserted(() ->
            assertThat(TestCluster.result(cluster.plane(1).events(0, 500, Optional.of(vm.value()))))
                .extracting("kind")
                .startsWith("vm.defined", "vm.start-requested", "vm.started"));
    assertThat(TestCluster.result(cluster.plane(1).cluster()).members()).hasSize(2);
  }

  @Test
  void nodesOnOneMachineFindThatTheyAreInADatacenter() {
    try (var client = NovaCronClient.at(cluster.api(0))) {
      Awaitility.await()
          .atMost(TestCluster.LIMIT)
          .until(client::metrics, text -> text.contains("novacron_mode{mode=\"datacenter\"} 1.0"));
      assertThat(client.metrics()).contains("novacron_mode_unsure 0.0");
    }
  }
}
