package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.hypervisor.LastingGuestContract;
import io.novacron.hypervisor.MigrationPump;
import io.novacron.hypervisor.OutgoingMigration;
import io.novacron.hypervisor.OutgoingMigration.Outcome;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on real QEMUs with {@link PulseGuest}, and what only QEMU can be asked. */
class QemuDriverIT extends LastingGuestContract {
  private static final PulseGuest.Settings SETTINGS = new PulseGuest.Settings(8, 64, 10, 256, 1);

  @TempDir private Path dir;

  @BeforeEach
  void qemuIsInstalledAndTheGuestIsThere() throws IOException {
    QemuIsInstalled.assume();
    PulseGuest.writeTo(image(), SETTINGS);
  }

  private Path image() {
    return dir.resolve("pulse, a guest.img");
  }

  @Override
  protected HypervisorDriver create(String host) {
    return QemuDriver.create(dir.resolve(host), QemuSettings.defaults());
  }

  @Override
  protected VmSpec spec() {
    return Specs.pulse(image().toString(), Heartbeat.DEBUGCON);
  }

  @Override
  protected String accelerator() {
    return "tcg";
  }

  /**
   * QEMU's emulation can lose a write that races with its look at what was written: a page then
   * arrives as it was before (docs/operations.md, "Without KVM"). One move in several hundred.
   */
  @Override
  protected int pagesLostNowAndThen() {
    return 2;
  }

  @Override
  protected String consoleMark() {
    return "pulse: ready";
  }

  @Override
  protected List<VmSpec> specsThatCannotRun() {
    List<VmSpec> bad = new ArrayList<>(super.specsThatCannotRun());
    bad.add(Specs.pulse(dir.resolve("nowhere.img").toString(), Heartbeat.NONE));
    bad.add(
        Specs.of(
            64,
            new Boot.FromKernel("/nowhere/vmlinuz", null, ""),
            List.of(),
            List.of(),
            Heartbeat.NONE));
    return bad;
  }

  @Test
  void theHeartbeatMayComeOverTheSecondSerialPort() throws Exception {
    VmSpec serial = with(spec(), Specs.MACHINE, "Nehalem", Heartbeat.SERIAL);
    Guest guest = driver("a").start(Specs.guest(serial));
    awaitBeats(guest, 20);
  }

  @Test
  void aGuestWithEveryKindOfDeviceStartsAndMoves() throws Exception {
    Path second = Files.write(dir.resolve("second.img"), new byte[1 << 20]);
    var disks = List.of(Specs.disk(image().toString(), true), Specs.disk(second.toString(), false));
    var nics = List.<Nic>of(new Nic.None(null), new Nic.User("52:54:00:12:34:56"));
    var spec = Specs.guest(Specs.of(64, new Boot.FromDisk(), disks, nics, Heartbeat.DEBUGCON));
    Guest source = driver("a").start(spec);
    awaitBeats(source, 3);
    IncomingGuest in = driver("b").accept(spec);
    MigrationPump.start(source.migrateOut(limits()), in);
    assertThat(get(in.arrived())).isTrue();
    in.guest().resume();
    awaitBeats(in.guest(), 3);
  }

  @Test
  void aWritableDiskHasOneGuestAtATime() throws Exception {
    Path disk = Files.write(dir.resolve("disk.img"), PulseGuest.image(SETTINGS));
    var spec =
        Specs.of(
            64,
            new Boot.FromDisk(),
            List.of(new Disk(disk.toString(), Disk.Format.RAW, false, true)),
            List.of(),
            Heartbeat.DEBUGCON);
    driver("a").start(Specs.guest(spec));
    var second = new GuestSpec(VM, new Token(0, 1), spec, accelerator());
    assertFailsWith(Kind.FAILED, () -> driver("b").start(second));
    assertThat(driver("b").guests()).isEmpty();
    assertThat(processesOf(VM)).isEmpty();
  }

  @Test
  void aGuestKilledFromOutsideIsGoneAndSaysBySomeSignal() throws Exception {
    Guest guest = runningOn("a");
    kill(processesOf(VM).getFirst());
    assertThat(get(guest.ended())).contains("killed by signal 9");
    assertGone(guest);
    assertThat(startOn("a").state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void aGuestKilledFromOutsideIsNoticedAfterARestartToo() throws Exception {
    runningOn("a");
    Guest guest = restart("a").guests().getFirst();
    kill(processesOf(VM).getFirst());
    assertThat(get(guest.ended())).isNotBlank();
    assertGone(guest);
  }

  @Test
  void aGuestThatDiedWhileNobodyLookedLeavesNothing() throws Exception {
    runningOn("a");
    ProcessHandle process = processesOf(VM).getFirst();
    driver("a").close();
    kill(process);
    get(process.onExit());
    assertThat(restart("a").guests()).isEmpty();
    assertThat(dir.resolve("a/guests/contract/guest.json")).doesNotExist();
    assertThat(dir.resolve("a/guests/contract/console.log")).exists();
  }

  @Test
  void aGuestWhoseProcessWasNeverRecordedIsFoundByItsSocketAndRemoved() throws Exception {
    runningOn("a");
    driver("a").close();
    Path file = dir.resolve("a/guests/contract/guest.json");
    GuestRecord record = SpecJson.MAPPER.readValue(file.toFile(), GuestRecord.class);
    SpecJson.MAPPER.writeValue(
        file.toFile(),
        new GuestRecord(record.spec(), GuestRecord.Phase.STARTING, null, record.beatPort()));
    assertThat(restart("a").guests()).isEmpty();
    assertThat(processesOf(VM)).isEmpty();
  }

  @Test
  void aLivingGuestWithABrokenRecordIsNeitherListedNorStartedTwice() throws Exception {
    runningOn("a");
    driver("a").close();
    Files.writeString(dir.resolve("a/guests/contract/guest.json"), "{");
    HypervisorDriver again = restart("a");
    assertThat(again.guests()).isEmpty();
    assertThat(again.uncontrolled()).containsExactly(VM);
    assertFailsWith(Kind.GUEST_EXISTS, () -> again.start(guestSpec(2)));
    processesOf(VM).forEach(QemuDriverIT::kill);
    assertThat(again.uncontrolled()).isEmpty();
    assertThat(startOn("a").state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void aStreamClosedBeforeItsEndLeavesTheSourceRunningEvenIfQemuThoughtItComplete()
      throws Exception {
    Guest source = runningOn("a");
    OutgoingMigration out = source.migrateOut(limits());
    readUntilTheVcpusStop(out, source);
    out.stream().close();
    assertThat(get(out.outcome())).isInstanceOf(Outcome.Aborted.class);
    assertThat(source.state()).isEqualTo(GuestState.RUNNING);
    awaitBeats(source, 5);
  }

  /**
   * QEMU stops them when it believes that the rest fits the pause, and with this pause it soon
   * does. Then it holds its lock and waits for a reader.
   */
  private void readUntilTheVcpusStop(OutgoingMigration out, Guest source) throws Exception {
    out.allowDowntime(Duration.ofSeconds(100));
    ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    while (beatsWithin(source, Duration.ofMillis(500))) {
      assertThat(out.stream().read(buffer.clear())).isPositive();
    }
    assertThat(out.outcome().toCompletableFuture()).isNotDone();
  }

  private static boolean beatsWithin(Guest guest, Duration time) throws Exception {
    try {
      guest.heartbeats().next().toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  @Test
  void aClosedDriverStartsNothing() throws Exception {
    HypervisorDriver driver = driver("a");
    restart("a");
    assertFailsWith(Kind.UNAVAILABLE, () -> driver.start(guestSpec(1)));
  }

  @Test
  void twoDriversDoNotShareAFolder() throws Exception {
    driver("a");
    assertFailsWith(Kind.FAILED, () -> create("a"));
  }

  @Test
  void thePulseDoesNotEatACore() throws Exception {
    Guest guest = runningOn("a");
    long cpuBefore = guest.statistics().cpuNanos();
    long wallBefore = System.nanoTime();
    awaitBeats(guest, 300);
    double share =
        (double) (guest.statistics().cpuNanos() - cpuBefore) / (System.nanoTime() - wallBefore);
    assertThat(share).isLessThan(0.5);
  }

  @Test
  void nothingIsLeftOfADestroyedGuestButItsLogs() throws Exception {
    runningOn("a").destroy();
    assertThat(processesOf(VM)).isEmpty();
    try (Stream<Path> left = Files.list(dir.resolve("a/guests/contract"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("console.log", "qemu.log");
    }
  }

  /** Of this test's folder only: other tests may run guests of the same name. */
  private List<ProcessHandle> processesOf(VmId vm) {
    String console = dir.toString();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> commandLine(process).contains("novacron-" + vm.value()))
          .filter(process -> commandLine(process).contains(console))
          .toList();
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException _) {
      return "";
    }
  }

  private static void kill(ProcessHandle process) {
    assertThat(process.destroyForcibly()).isTrue();
    await().until(() -> !process.isAlive());
  }
}
