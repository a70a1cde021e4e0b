package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.novacron.discovery.ConsulRegistration;
import io.novacron.discovery.ConsulSettings;
import io.novacron.discovery.DiscoverySettings;
import io.novacron.discovery.Lookup;
import io.novacron.discovery.Registration;
import io.novacron.discovery.Registration.Entry;
import io.novacron.discovery.testkit.ConsulStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three actor systems find each other, as nodes do. */
class DiscoveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<ActorSystem<Void>> systems = new ArrayList<>();
  private final List<Integer> ports = Stream.generate(FreePort::find).limit(3).toList();

  private ActorSystem<Void> system(int port, DiscoverySettings discovery) {
    var own =
        ConfigFactory.parseMap(
            Map.of(
                "pekko.remote.artery.canonical.hostname",
                "127.0.0.1",
                "pekko.remote.artery.canonical.port",
                0,
                "pekko.management.http.hostname",
                "127.0.0.1",
                "pekko.management.http.port",
                port));
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            NodeConfig.SYSTEM,
            own.withFallback(discovery.overlay()).withFallback(ConfigFactory.load()));
    systems.add(system);
    return system;
  }

  private void join(DiscoverySettings discovery) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> joining = new ArrayList<>();
      for (int port : ports) {
        ActorSystem<Void> system = system(port, discovery);
        joining.add(CompletableFuture.runAsync(() -> join(system, discovery), threads));
      }
      joining.forEach(one -> one.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(systems).allSatisfy(DiscoveryTest::seesThreeThatAreUp));
  }

  private static void join(ActorSystem<?> system, DiscoverySettings discovery) {
    try {
      ClusterMembership.join(system, List.of(), discovery);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void seesThreeThatAreUp(ActorSystem<?> system) {
    assertThat(Cluster.get(system).state().getMembers())
        .hasSize(3)
        .allMatch(member -> member.status().equals(MemberStatus.up()));
  }

  @AfterEach
  void end() {
    systems.forEach(ActorSystem::terminate);
    await()
        .atMost(PATIENCE)
        .until(() ->
            systems.stream().allMatch(s -> s.getWhenTerminated().toCompletableFuture().isDone()));
  }

  @Test
  void nodesFindEachOtherByConfiguredEndpoints() {
    List<String> endpoints = ports.stream().map(port -> "127.0.0.1:" + port).toList();
    join(DiscoverySettings.by(new Lookup.Listed(endpoints), 3).within(PATIENCE));
  }

  @Test
  void nodesFindEachOtherAtAConsulAgent() {
    try (var consul = new ConsulStandIn("")) {
      var agent = ConsulSettings.at(consul.url());
      var registration =
          new ConsulRegistration(agent, Duration.ofMinutes(5), Duration.ofMinutes(9));
      for (int port : ports) {
        var entry =
            new Entry(
                "n" + port, DiscoverySettings.SERVICE, "127.0.0.1", port, List.of(), Map.of());
        registration
            .register(entry)
            .thenCompose(_ -> registration.heartbeat(entry, Registration.Health.PASSING))
            .toCompletableFuture()
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
      }
      join(DiscoverySettings.by(new Lookup.Consul(agent), 3).within(PATIENCE));
    }
  }

  @Test
  void aNodeThatFindsTooFewGivesUpAndSaysWhatItLookedFor() {
    var discovery =
        DiscoverySettings.by(new Lookup.Listed(List.of("127.0.0.1:" + ports.getFirst())), 3)
            .within(Duration.ofSeconds(2));
    ActorSystem<Void> alone = system(ports.getFirst(), discovery);
    assertThatThrownBy(() -> ClusterMembership.join(alone, List.of(), discovery))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("3 nodes of the service 'novacron-management'")
        .hasMessageContaining("for 2 s; it finds 127.0.0.1:" + ports.getFirst());
  }
}
