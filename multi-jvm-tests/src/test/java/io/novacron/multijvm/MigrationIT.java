package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.ReceiptResource;
import io.novacron.client.resource.VmResource;
import io.novacron.hypervisor.qemu.PulseGuest;
import io.novacron.multijvm.QemuProcesses.Qemu;
import io.novacron.multijvm.link.LinkProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guests that move between the JVMs of two sites, a LAN's link between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class MigrationIT {
  private Path folder;
  private EmulatedLink link;
  private Lab lab;
  private Copies copies;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    link = new EmulatedLink(LinkProfile.LAN, "a");
    lab =
        Lab.start(
            ClusterOfJvms.in(folder)
                .node("n1", "a")
                .node("n2", "b")
                .link(link)
                .drivers("qemu", "sim"),
            folder,
            2);
    copies = Copies.of(lab.cluster, folder, "n1", "n2");
  }

  @AfterAll
  void stop() {
    copies.close();
    lab.close();
    link.close();
  }

  private void assumeQemu() {
    assumeTrue(lab.qemuMissing().isEmpty(), "QEMU: install qemu-system-x86; " + lab.qemuMissing());
  }

  private ReceiptResource move(String vm, String target) {
    OperationResource operation = lab.ended(lab.migrate(vm, target));
    MigrationResource moved = lab.endedMigration(operation.id());
    assertThat(moved.state()).as("%s", moved).isEqualTo(MigrationResource.COMPLETED);
    assertThat(operation.state()).isEqualTo(OperationResource.SUCCEEDED);
    return Objects.requireNonNull(moved.receipt());
  }

  private void expectOnlyOn(String host, String vm) {
    assertThat(lab.vm(vm)).returns("running", VmResource::state).returns(host, VmResource::host);
    Lab.patient().until(() -> copies.of(vm).equals(Set.of(host)));
    assertThat(copies.doubles()).isEmpty();
  }

  private void movesBothWays(String vm, JsonNode spec) {
    lab.run(vm, spec, "n1");
    expectOnlyOn("n1", vm);
    for (String target : List.of("n2", "n1")) {
      String source = target.equals("n1") ? "n2" : "n1";
      assertThat(move(vm, target))
          .returns("heartbeat", ReceiptResource::pauseSource)
          .returns(source, ReceiptResource::pauseObserver)
          .satisfies(r -> assertThat(r.pauseMillis()).isPositive())
          .satisfies(r -> assertThat(r.streamSha256()).hasSize(64))
          .satisfies(r -> assertThat(r.wireBytes()).isPositive());
      expectOnlyOn(target, vm);
    }
    assertThat(link.emulator().bytesTowardsB()).isPositive();
    assertThat(link.emulator().bytesTowardsA()).isPositive();
  }

  private List<Qemu> processesOf(String vm) {
    return QemuProcesses.under(folder).stream().filter(qemu -> qemu.vm().equals(vm)).toList();
  }

  @Test
  void aSimulatedGuestMovesBothWaysAndRunsInOnePlaceOnly() {
    movesBothWays("simulated", Lab.simulated());
    lab.delete("simulated");
  }

  @Test
  void aQemuGuestMovesBothWaysAndRunsInOnePlaceOnly() {
    assumeQemu();
    movesBothWays("real", lab.real(PulseGuest.Settings.CALM));
    assertThat(processesOf("real")).singleElement().returns("n1", Qemu::node);
    lab.delete("real");
    assertThat(processesOf("real")).isEmpty();
  }

  @Test
  void aPausedGuestStaysPausedWhenItMoves() {
    assumeQemu();
    lab.run("still", lab.real(PulseGuest.Settings.CALM), "n1");
    lab.succeed(() -> lab.client.vms().pause("still"));
    move("still", "n2");
    assertThat(lab.vm("still"))
        .returns("paused", VmResource::state)
        .returns("n2", VmResource::host);
    Lab.patient().during(Duration.ofSeconds(2)).until(() -> copies.of("still").isEmpty());
    lab.succeed(() -> lab.client.vms().resume("still"));
    expectOnlyOn("n2", "still");
    lab.delete("still");
  }

  @Test
  void aGuestThatIsKilledFromOutsideFailsWithTheReason() {
    assumeQemu();
    lab.run("victim", lab.real(PulseGuest.Settings.CALM), "n2");
    Qemu qemu = processesOf("victim").getFirst();
    ProcessHandle.of(qemu.pid()).orElseThrow().destroyForcibly();
    VmResource failed = lab.awaitState("victim", "failed");
    assertThat(failed.reason()).contains("9");
    assertThat(failed.host()).isNull();

    lab.succeed(() -> lab.client.vms().start("victim", "n1"));
    expectOnlyOn("n1", "victim");
    lab.delete("victim");
  }
}
