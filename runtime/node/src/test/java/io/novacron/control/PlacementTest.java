package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.control.Hosts.Host;
import io.novacron.control.Hosts.Reach;
import io.novacron.hypervisor.DriverReport;
import io.novacron.vm.Disk;
import io.novacron.vm.VmSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          com.typesafe.config.ConfigFactory.parseString(
                  "pekko.actor.provider=local, pekko.fail-mixed-versions=off")
              .withFallback(com.typesafe.config.ConfigFactory.load()));
  private static final TestProbe<AgentCommand> AGENT = KIT.createTestProbe();
  private static final DriverReport SIM =
      new DriverReport("sim", true, "", "1", List.of("sim"), List.of("sim-1.0"), List.of("sim64"));

  @AfterAll
  static void tearDown() {
    KIT.shutdownTestKit();
  }

  private static Host host(String id, long freeMiB, Reach reach, DriverReport... drivers) {
    ActorRef<AgentCommand> agent = AGENT.ref();
    return new Host(
        new HostReport(
            id,
            "a",
            "pekko://novacron@h:1",
            "",
            2,
            freeMiB + 10,
            10,
            1,
            List.of(drivers),
            "1",
            agent),
        reach,
        Instant.EPOCH);
  }

  private static Placement of(Host... hosts) {
    return new Placement(List.of(hosts));
  }

  @Test
  void theHostWithMostFreeMemoryIsChosen() {
    var placement = of(host("n1", 100, Reach.UP, SIM), host("n2", 200, Reach.UP, SIM));

    assertThat(placement.start(Specs.simulated(64), Optional.empty()))
        .isEqualTo(new Placement.Chosen("n2", "sim"));
  }

  @Test
  void aFullAnUnreachableAndADriverlessHostAreNotChosenAndEachSaysWhy() {
    var placement =
        of(
            host("n1", 10, Reach.UP, SIM),
            host("n2", 200, Reach.UNREACHABLE, SIM),
            host("n3", 200, Reach.UP, DriverReport.unavailable("sim", "not today")));

    assertThatThrownBy(() -> placement.start(Specs.simulated(64), Optional.empty()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(Refusal.Code.NO_CAPACITY))
        .hasMessageContaining("n1 has 10 MiB free of 20, and it needs 64")
        .hasMessageContaining("n2 is unreachable since")
        .hasMessageContaining("n3 has no driver 'sim': not today");
  }

  @Test
  void aMoveNeedsTheSameAcceleratorMachineAndCpu() {
    var other =
        new DriverReport("sim", true, "", "1", List.of("x"), List.of("sim-1.0"), List.of("sim64"));
    var older =
        new DriverReport("sim", true, "", "1", List.of("sim"), List.of("sim-0.9"), List.of());
    var placement =
        of(
            host("n1", 99, Reach.UP, SIM),
            host("n2", 99, Reach.UP, other),
            host("n3", 99, Reach.UP, older));

    assertRefused(placement, "n1", "n1 is where it runs already");
    assertRefused(placement, "n2", "n2 does not offer the accelerator sim");
    assertRefused(placement, "n3", "n3 does not offer the machine type sim-1.0");
    assertRefused(placement, "n9", "there is no host 'n9'");
  }

  private static void assertRefused(Placement placement, String target, String why) {
    VmSpec spec = Specs.simulated(16);
    assertThatThrownBy(() -> placement.move(spec, "n1", "sim", Optional.of(target)))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(Refusal.Code.CANNOT_MIGRATE))
        .hasMessage(why);
  }

  @Test
  void aVmWithALocalDiskDoesNotMove() {
    var spec = Specs.simulated(16, List.of(new Disk("/d", Disk.Format.RAW, true, false)));

    assertThatThrownBy(
            () -> of(host("n2", 99, Reach.UP, SIM)).move(spec, "n1", "sim", Optional.empty()))
        .hasMessageContaining("/d is local");
  }
}
