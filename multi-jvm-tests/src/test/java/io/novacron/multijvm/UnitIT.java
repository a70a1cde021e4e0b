package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novacron.client.resource.VmResource;
import io.novacron.hypervisor.qemu.PulseGuest;
import io.novacron.multijvm.QemuProcesses.Qemu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node as its systemd unit runs it: it is told where to notify and how often to give signs of
 * life, and a stop is a SIGTERM to its main process alone (KillMode=process). What arrives at the
 * socket is written down by a program of Perl's, which Debian always has.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class UnitIT {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final int WATCHDOG_MICROS = 2_000_000;
  private static final String WRITE_DOWN =
      """
      $| = 1; alarm 300; socket(S, AF_UNIX, SOCK_DGRAM, 0);
      bind(S, pack_sockaddr_un($ARGV[0])) or die $!; print "bound\\n";
      while (defined recv(S, $m, 4096, 0)) { $m =~ s/\\n/ | /g; print "$m\\n"; }
      """;

  private Path folder;
  private Path messages;
  private Child witness;
  private Lab lab;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    messages = folder.resolve("messages");
    witness =
        Child.start(
            List.of("perl", "-MSocket", "-e", WRITE_DOWN, folder.resolve("notify").toString()),
            messages);
    awaitMessage("bound");
    lab = Lab.start(ClusterOfJvms.in(folder).node("n1", "a").drivers("qemu", "sim"), folder, 1);
    lab.cluster.node("n1").stop();
  }

  @AfterAll
  void stop() {
    witness.close();
    lab.close();
  }

  private Child unit() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "NOTIFY_SOCKET=" + folder.resolve("notify"),
                "WATCHDOG_USEC=" + WATCHDOG_MICROS));
    command.addAll(lab.cluster.spec("n1").command());
    return Child.start(command, folder.resolve("unit.log"));
  }

  private List<String> messages() {
    try {
      return Files.readAllLines(messages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitMessage(String begin) {
    Lab.patient().until(() -> messages().stream().anyMatch(line -> line.startsWith(begin)));
  }

  private long count(String begin) {
    return messages().stream().filter(line -> line.startsWith(begin)).count();
  }

  private Qemu guest() {
    List<Qemu> guests = QemuProcesses.under(folder);
    assertThat(guests).hasSize(1);
    return guests.getFirst();
  }

  @Test
  void guestsOutliveAStopOfTheUnitsMainProcessAndTheNextOneAdoptsThem() {
    try (Child first = unit()) {
      awaitMessage("READY=1 | STATUS=ready in ");
      assumeTrue(
          lab.answer(lab::qemuMissing).isEmpty(), "QEMU is missing: install qemu-system-x86");
      lab.run("lasting", lab.real(PulseGuest.Settings.CALM), "n1");
      awaitMessage("WATCHDOG=1");

      first.stop(GRACE);

      assertThat(count("STOPPING=1")).isEqualTo(1);
    }
    Qemu left = guest();
    var turns = left.turns();
    Lab.patient().until(() -> !left.turns().equals(turns));

    try (Child second = unit()) {
      Lab.patient().until(() -> count("READY=1") == 2);
      assertThat(lab.awaitState("lasting", "running")).returns("n1", VmResource::host);
      assertThat(guest().pid()).isEqualTo(left.pid());
      lab.delete("lasting");
      Lab.patient().until(() -> QemuProcesses.under(folder).isEmpty());
      second.stop(GRACE);
    }
  }
}
