package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.VmResource;
import io.novacron.hypervisor.qemu.PulseGuest;
import io.novacron.multijvm.QemuProcesses.Qemu;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The source, the target and the coordinator of migrations die at every turning point. Each test
 * holds migrations at all turning points at once, one of a simulated and one of a real guest at
 * each, kills one node's JVM (what it runs in QEMU lives on), lets the migrations go on, and brings
 * the node back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class MigrationFailureIT {
  private static final String SOURCE = "n1";
  private static final String TARGET = "n2";
  private static final String THIRD = "n3";
  private static final Set<String> COMMITTED = Set.of("committed", "completed");
  private static final Set<String> ABORTED = Set.of("aborting", "rolled-back");
  private static final List<String> POINTS =
      List.of(
          "requested",
          "prepared",
          "transferring",
          "sealed",
          "committed",
          "completed",
          "aborting",
          "rolled-back");

  private Path folder;
  private Failpoints points;
  private Lab lab;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    points = Failpoints.in(folder.resolve("points"));
    lab =
        Lab.start(
            ClusterOfJvms.in(folder)
                .node(SOURCE, "a")
                .node(TARGET, "a")
                .node(THIRD, "a")
                .drivers("qemu", "sim")
                .failpoints(points),
            folder,
            3);
  }

  @AfterAll
  void stop() {
    lab.close();
  }

  /** When a node comes back that was killed. */
  private enum Return {
    AT_ONCE,
    WHEN_GIVEN_UP
  }

  @Test
  void theSourceDies() {
    play("s", SOURCE, Set.of(TARGET, THIRD), Return.AT_ONCE);
  }

  @Test
  void theTargetDies() {
    play("t", TARGET, Set.of(SOURCE, THIRD), Return.AT_ONCE);
  }

  @Test
  void theCoordinatorDies() {
    play("c", THIRD, Set.of(THIRD), Return.WHEN_GIVEN_UP);
  }

  private void play(String prefix, String victim, Set<String> coordinators, Return comesBack) {
    List<HeldMigration> held = held(prefix);
    try (Copies copies = Copies.of(lab.cluster, folder, SOURCE, TARGET, THIRD)) {
      held.forEach(HeldMigration::run);
      hold(held, coordinators);

      lab.cluster.kill(victim);
      held.forEach(HeldMigration::release);
      comeBack(victim, comesBack);

      held.forEach(HeldMigration::awaitEnd);
      held.forEach(migration -> migration.awaitPeace(victim));
      check(held, victim, copies);
    }
    held.forEach(migration -> lab.delete(migration.vm));
    Lab.patient().until(() -> QemuProcesses.under(folder).isEmpty());
  }

  private List<HeldMigration> held(String prefix) {
    boolean real = lab.qemuMissing().isEmpty();
    return POINTS.stream()
        .flatMap(point ->
            Stream.of(
                new HeldMigration(prefix + "-sim-" + point, point, false),
                new HeldMigration(prefix + "-qemu-" + point, point, true)))
        .filter(migration -> real || !migration.real)
        .toList();
  }

  /** All at once: first those that have found a fitting coordinator, then to their points. */
  private void hold(List<HeldMigration> held, Set<String> coordinators) {
    held.forEach(migration -> points.arm("requested@" + migration.vm));
    var searching = new ArrayList<>(held);
    while (!searching.isEmpty()) {
      searching.forEach(HeldMigration::begin);
      searching.forEach(migration -> migration.awaitState("requested"));
      searching.removeIf(migration -> migration.isDrivenBy(coordinators));
      searching.forEach(HeldMigration::cancel);
      searching.forEach(HeldMigration::awaitEnd);
    }
    held.forEach(HeldMigration::advance);
    held.forEach(HeldMigration::awaitHeld);
  }

  private void comeBack(String victim, Return when) {
    if (when == Return.WHEN_GIVEN_UP) {
      Lab.patient().until(() -> lab.client.cluster().get().members().size() == 2);
    }
    lab.cluster.restart(victim);
  }

  private void check(List<HeldMigration> held, String victim, Copies copies) {
    List<Qemu> processes = QemuProcesses.under(folder);
    var softly = new SoftAssertions();
    for (HeldMigration migration : held) {
      migration.check(softly, victim, processes);
      if (!migration.lost(victim)) {
        softly
            .assertThatCode(() ->
                Lab.patient().until(() -> copies.of(migration.vm).equals(Set.of(migration.home()))))
            .as("%s shows life on %s only", migration.vm, migration.home())
            .doesNotThrowAnyException();
      }
    }
    softly.assertThat(copies.doubles()).as("VMs that ran twice").isEmpty();
    softly.assertAll();
  }

  /** One migration on its way to a point at which it is held. */
  private final class HeldMigration {
    private final String vm;
    private final String point;
    private final boolean real;
    private String id = "";

    HeldMigration(String vm, String point, boolean real) {
      this.vm = vm;
      this.point = point;
      this.real = real;
    }

    void run() {
      lab.run(vm, real ? lab.real(PulseGuest.Settings.CALM) : Lab.simulated(), SOURCE);
    }

    void begin() {
      id = lab.answer(() -> lab.migrate(vm, TARGET)).id();
    }

    boolean isDrivenBy(Set<String> coordinators) {
      return coordinators.contains(Objects.toString(lab.migration(id).coordinator()));
    }

    void cancel() {
      lab.answer(() -> lab.client.migrations().cancel(id));
    }

    /** From the point at which it began to the one at which it is to be held. */
    void advance() {
      if (point.equals("requested")) {
        return;
      }
      points.arm(point + "@" + vm);
      if (ABORTED.contains(point)) {
        points.arm("transferring@" + vm);
      }
      points.release("requested@" + vm);
    }

    void awaitHeld() {
      if (ABORTED.contains(point)) {
        awaitState("transferring");
        cancel();
      }
      awaitState(point);
    }

    void awaitState(String state) {
      Lab.patient().until(() -> lab.client.migrations().get(id).state().equals(state));
    }

    void release() {
      points.release(point + "@" + vm);
    }

    void awaitEnd() {
      lab.endedMigration(id);
      OperationResource operation = lab.client.operations().await(id, Lab.LIMIT);
      assertThat(operation.endedAt()).isNotNull();
    }

    /** Waits until what is known of the VM is what is true. */
    void awaitPeace(String victim) {
      lab.awaitState(vm, lost(victim) ? "failed" : "running");
    }

    MigrationResource migration() {
      return lab.migration(id);
    }

    /** Where the copy is that is the VM. */
    String home() {
      return migration().state().equals(MigrationResource.COMPLETED) ? TARGET : SOURCE;
    }

    /**
     * Whether the VM's copy died with the victim: a simulated one that was there. One that came to
     * the target after it was back is as good as any.
     */
    boolean lost(String victim) {
      boolean wasThere = home().equals(SOURCE) || COMMITTED.contains(point);
      return !real && wasThere && home().equals(victim);
    }

    void check(SoftAssertions softly, String victim, List<Qemu> processes) {
      MigrationResource ended = migration();
      VmResource now = lab.vm(vm);
      softly.assertThat(ended.endedAt()).as("%s", ended).isBefore(Instant.now());
      if (COMMITTED.contains(point)) {
        softly.assertThat(ended.state()).as("%s", ended).isEqualTo("completed");
      }
      if (ABORTED.contains(point)) {
        softly.assertThat(ended.state()).as("%s", ended).isEqualTo("rolled-back");
      }
      if (lost(victim)) {
        softly.assertThat(now.reason()).as("%s", now).isNotBlank();
      } else {
        softly.assertThat(now.host()).as("%s", now).isEqualTo(home());
        softly.assertThat(now.hostReachable()).as("%s", now).isTrue();
      }
      softly
          .assertThat(processes.stream().filter(qemu -> qemu.vm().equals(vm)).map(Qemu::node))
          .as("QEMU processes of %s", vm)
          .isEqualTo(real ? List.of(home()) : List.of());
    }
  }
}
