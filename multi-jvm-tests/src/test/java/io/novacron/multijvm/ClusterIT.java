package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.NovaCronClient;
import io.novacron.client.NovaCronException;
import io.novacron.client.ProblemException;
import io.novacron.client.VmFilter;
import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.MemberResource;
import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.PeerRttResource;
import io.novacron.client.resource.VmResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a cluster is formed, grows, shrinks and survives. Its tests share it and leave it whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class ClusterIT {
  private static final Duration END = Duration.ofSeconds(90);
  private static final int CANNOT_RUN = 5;

  private Path folder;
  private Lab lab;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    lab =
        Lab.start(
            ClusterOfJvms.in(folder).node("n1", "a").node("n2", "a").node("n3", "a"), folder, 3);
  }

  @AfterAll
  void stop() {
    lab.close();
  }

  private static List<String> statuses(ClusterResource cluster) {
    return cluster.members().stream().map(MemberResource::status).toList();
  }

  private void awaitMembers(NovaCronClient client, int count) {
    Lab.patient()
        .until(() -> statuses(client.cluster().get()).equals(Collections.nCopies(count, "up")));
  }

  private NodeSpec alone(String databaseUrl) {
    NodeSpec n1 = lab.cluster.spec("n1");
    return new NodeSpec(
        n1.id(),
        n1.site(),
        n1.main(),
        n1.arteryPort(),
        n1.httpPort(),
        n1.managementPort(),
        n1.transferPort(),
        n1.data(),
        List.of(),
        databaseUrl,
        n1.databaseUser(),
        n1.passwordFile(),
        n1.drivers(),
        n1.memoryMiB(),
        Map.of(),
        n1.jvmFlags(),
        List.of());
  }

  private NodeSpec alone() {
    return alone(lab.cluster.database().url());
  }

  @Test
  void threeNodesFormAClusterAndKnowEachOther() {
    for (String node : List.of("n1", "n2", "n3")) {
      try (NovaCronClient client = lab.cluster.client(node)) {
        awaitMembers(client, 3);
        assertThat(client.cluster().get().members())
            .allMatch(MemberResource::reachable)
            .filteredOn(MemberResource::self)
            .singleElement()
            .returns(node, MemberResource::node);
        Lab.patient()
            .until(
                () -> client.nodes().list().stream().filter(NodeResource::reachable).count() == 3);
      }
    }
  }

  @Test
  void nodesOnOneMachineFindThatTheyAreInOneDatacenter() {
    for (String node : List.of("n1", "n2", "n3")) {
      try (NovaCronClient client = lab.cluster.client(node)) {
        // A node that sees its first peer says so already; one that came later is measured next.
        ModeResource mode =
            Lab.patient().until(() -> client.cluster().mode(), ClusterIT::knowsBothPeers);
        assertThat(mode.found()).isEqualTo("datacenter");
        assertThat(mode.inputs().peers()).extracting(PeerRttResource::node).doesNotContain(node);
        assertThat(client.metrics())
            .contains("novacron_mode{mode=\"" + mode.mode() + "\"} 1.0")
            .contains("novacron_mode_unsure " + (mode.alert() ? "1.0" : "0.0"));
      }
    }
  }

  private static boolean knowsBothPeers(ModeResource mode) {
    return mode.reasons().getFirst().matches("round trips to [23] of [23] peers.*");
  }

  @Test
  void aFourthNodeJoinsByCommandServesAndLeaves() {
    List<Integer> ports = Ports.free(4);
    NodeProcess fourth = lab.startNewcomer("n4", alone(), ports);
    try (NovaCronClient client = lab.cluster.client("n4")) {
      lab.answer(() -> client.version());
      assertThat(fourth.isReady()).isFalse();

      client.cluster().join("pekko://novacron@" + lab.cluster.spec("n1").artery());
      fourth.awaitReady(Lab.LIMIT);
      awaitMembers(lab.client, 4);
      Lab.patient().until(() -> lab.client.nodes().get("n4").reachable());
      lab.run("guest-of-n4", Lab.simulated(), "n4");
      assertThat(client.vms().get("guest-of-n4").host()).isEqualTo("n4");
      lab.succeed(() -> client.vms().stop("guest-of-n4", 0));

      lab.client.cluster().leave("n4");
      assertThat(fourth.awaitEnd(END)).as(fourth.logTail()).isTrue();
      assertThat(fourth.exitCode()).as(fourth.logTail()).isZero();
    }
    awaitMembers(lab.client, 3);
    Lab.patient().until(() -> lab.client.nodes().get("n4").state().equals("left"));
    assertThat(lab.vm("guest-of-n4").state()).isEqualTo("stopped");
  }

  @Test
  void aNodeWhosePortIsInUseSaysSoAndEnds() throws IOException {
    List<Integer> taken = new ArrayList<>();
    List<NodeProcess> late = new ArrayList<>();
    try (var first = new ServerSocket();
        var second = new ServerSocket();
        var third = new ServerSocket();
        var fourth = new ServerSocket()) {
      for (ServerSocket holder : List.of(first, second, third, fourth)) {
        List<Integer> ports = Ports.free(4);
        int port = ports.get(late.size());
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        taken.add(port);
        late.add(lab.startNewcomer("late" + late.size(), alone(), ports));
      }
      for (int i = 0; i < late.size(); i++) {
        expectComplaint(late.get(i), Integer.toString(taken.get(i)));
      }
    }
    awaitMembers(lab.client, 3);
  }

  private static void expectComplaint(NodeProcess node, String about) {
    assertThat(node.awaitEnd(END)).as(node.logTail()).isTrue();
    assertThat(node.exitCode()).as(node.logTail()).isEqualTo(CANNOT_RUN);
    assertThat(node.logTail()).contains("Description: ", "Cause: ", "Action: ", about);
  }

  @Test
  void aNodeWithoutItsDatabaseSaysSoAndEnds() {
    String url = lab.cluster.database().url();
    String nowhere = url.replaceFirst(":\\d+/", ":" + Ports.free(1).getFirst() + "/");
    assertThat(nowhere).isNotEqualTo(url);
    expectComplaint(lab.startNewcomer("lost", alone(nowhere), Ports.free(4)), nowhere);
  }

  @Test
  void whenANodeDiesItsEntitiesAnswerElsewhereAndItsGuestsAreLeftWhereTheyWere() {
    lab.run("on-n3", Lab.simulated(), "n3");
    lab.run("on-n1", Lab.simulated(), "n1");
    List<String> names = IntStream.range(0, 12).mapToObj(i -> "any" + i).toList();
    names.forEach(name -> lab.define(name, Lab.simulated()));
    Instant before = Instant.now();

    lab.cluster.kill("n3");

    for (String name : names) {
      assertThat(lab.vm(name).state()).isEqualTo("defined");
      lab.answer(() -> lab.client.vms().label(name, Map.of("after", "all")));
    }
    Lab.patient().until(() -> !lab.client.nodes().get("n3").reachable());
    NodeResource dead = lab.client.nodes().get("n3");
    assertThat(dead.unreachableSince()).isAfter(before);
    assertThat(lab.vm("on-n3"))
        .returns("running", VmResource::state)
        .returns("n3", VmResource::host)
        .returns(false, VmResource::hostReachable)
        .satisfies(vm -> assertThat(vm.hostUnreachableSince()).isAfter(before));
    lab.succeed(() -> lab.client.vms().stop("on-n1", 0));
    lab.succeed(() -> lab.client.vms().start(names.getFirst(), "n2"));
    assertThatThrownBy(() -> lab.migrate("on-n3", "n1")).hasMessageContaining("host-unreachable");
    expectNoGuestOf("on-n3", "n1");
    expectNoGuestOf("on-n3", "n2");
    assertThat(lab.vm("on-n3")).returns("n3", VmResource::host);

    lab.cluster.restart("n3");

    assertThat(lab.awaitState("on-n3", "failed").reason()).contains("gone");
    assertThat(lab.vm(names.getFirst())).returns("running", VmResource::state);
    Lab.patient().until(() -> lab.client.nodes().get("n3").reachable());
    awaitMembers(lab.client, 3);
    lab.succeed(() -> lab.client.vms().start("on-n3", "n3"));
    lab.delete("on-n3");
    lab.delete(names.getFirst());
  }

  private void expectNoGuestOf(String vm, String node) {
    try (NovaCronClient client = lab.cluster.client(node)) {
      assertThat(client.metrics()).doesNotContain("{vm=\"" + vm + "\"}");
    }
  }

  @Test
  void withoutItsDatabaseTheClusterRefusesAndForgetsNothing() {
    List<String> acknowledged = new ArrayList<>();
    try (NovaCronClient once =
        NovaCronClient.builder().server(lab.cluster.spec("n2").api()).attempts(1).build()) {
      lab.run("through-it-all", Lab.simulated(), "n1");
      for (int i = 0; i < 20; i++) {
        create(once, "kept" + i, acknowledged);
      }
      lab.cluster.database().kill();

      Lab.patient().until(() -> refused(once, acknowledged));
      assertThatThrownBy(() -> once.vms().create(vm("refused")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.code()).isEqualTo("database-unavailable");
                assertThat(problem.problem().retryable()).isTrue();
                assertThat(problem.problem().status()).isEqualTo(503);
              });

      lab.cluster.database().restart();
      Lab.patient().until(() -> create(once, "new", acknowledged));
    }
    assertThat(acknowledged).contains("kept0", "kept19", "new");
    for (String name : acknowledged) {
      assertThat(lab.vm(name).state()).isEqualTo("defined");
    }
    assertThat(lab.vm("through-it-all")).returns("running", VmResource::state);
    Lab.patient().until(() -> listed().containsAll(acknowledged));
    lab.succeed(() -> lab.client.vms().stop("through-it-all", 0));
    awaitMembers(lab.client, 3);
  }

  private List<String> listed() {
    return lab.client.vms().list(VmFilter.ALL).stream().map(VmResource::name).toList();
  }

  private static CreateVm vm(String name) {
    return new CreateVm(name, Lab.simulated(), Map.of());
  }

  /** Whether it was created, by its acknowledgement or because it is there already. */
  private static boolean create(NovaCronClient client, String name, List<String> acknowledged) {
    try {
      client.vms().create(vm(name));
    } catch (ProblemException e) {
      if (!e.code().equals("already-exists")) {
        throw e;
      }
    }
    return acknowledged.add(name);
  }

  private static boolean refused(NovaCronClient client, List<String> acknowledged) {
    try {
      String name = "late" + acknowledged.size();
      client.vms().create(vm(name));
      acknowledged.add(name);
      return false;
    } catch (ProblemException e) {
      return e.code().equals("database-unavailable");
    } catch (NovaCronException e) {
      return false;
    }
  }
}
