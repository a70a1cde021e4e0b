package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver's dealings with files, processes and ports, for which no QEMU is needed. */
class QemuShellTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final VmId VM = new VmId("web");
  private static final Token TOKEN = new Token(0, 1);

  @TempDir private Path dir;

  private GuestFolder folder() {
    return new GuestFolder(dir.resolve("web"), dir.resolve("host/s"));
  }

  private static GuestSpec everything() {
    VmSpec spec =
        Specs.of(
            64,
            new Boot.FromKernel("/k", "/i", "quiet"),
            List.of(new Disk("/d,\"", Disk.Format.QCOW2, false, true)),
            List.of(new Nic.None(null), new Nic.User(null), new Nic.Tap("tap0", null)),
            Heartbeat.SERIAL);
    return Specs.guest(spec);
  }

  @Test
  void whatIsRecordedIsReadAgain() {
    GuestFolder folder = folder();
    folder.prepare();
    var identity = new ProcessIdentity(4711, 99, "boot");
    var record = new GuestRecord(everything(), GuestRecord.Phase.STARTING, null, 20_001);
    folder.record(record);
    assertThat(folder.record()).contains(record);
    folder.record(record.with(identity).with(GuestRecord.Phase.READY));
    assertThat(folder.record())
        .contains(new GuestRecord(everything(), GuestRecord.Phase.READY, identity, 20_001));
  }

  @Test
  void aBrokenRecordIsNone() throws Exception {
    GuestFolder folder = folder();
    folder.prepare();
    assertThat(folder.record()).isEmpty();
    Files.writeString(dir.resolve("web/guest.json"), "{\"phase\":");
    assertThat(folder.record()).isEmpty();
  }

  @Test
  void aRecordOfANewerVersionIsReadAsFarAsItIsUnderstood() throws Exception {
    GuestFolder folder = folder();
    folder.prepare();
    var record = new GuestRecord(everything(), GuestRecord.Phase.READY, null, 0);
    folder.record(record);
    Path file = dir.resolve("web/guest.json");
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"colour\": \"red\","));
    assertThat(folder.record()).contains(record);
  }

  @Test
  void theTracesOfAGuestGoAndItsLogsStay() throws Exception {
    GuestFolder folder = folder();
    folder.prepare();
    folder.record(new GuestRecord(everything(), GuestRecord.Phase.READY, null, 0));
    Files.writeString(folder.console(), "hello");
    Files.createFile(folder.monitor());
    folder.removeTraces();
    folder.removeTraces();
    assertThat(folder.record()).isEmpty();
    assertThat(dir.resolve("host/s")).doesNotExist();
    assertThat(folder.console()).exists();
    folder.prepare();
    assertThat(folder.console()).doesNotExist();
  }

  @Test
  void socketsAreNotMadeWhereOthersCanWrite() throws Exception {
    Path open = Files.createDirectory(dir.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> SocketRoom.create(open.resolve("s")))
        .hasMessageContaining("others can write");
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir);
    assertThatThrownBy(() -> SocketRoom.create(link.resolve("s")))
        .isInstanceOf(HypervisorException.class);
  }

  @Test
  void theFolderOfSocketsIsShortAndTheSameEveryTime() {
    Path root = Path.of("/tmp/novacron-0");
    Path room = SocketRoom.under(root, Path.of("/a/very/long/path/".repeat(20)));
    assertThat(room).isEqualTo(SocketRoom.under(root, Path.of("/a/very/long/path/".repeat(20))));
    assertThat(room).isNotEqualTo(SocketRoom.under(root, Path.of("/another")));
    assertThat(room.resolve("q").toString()).hasSizeLessThan(SocketRoom.MAX_PATH_BYTES);
    assertThatThrownBy(() -> SocketRoom.under(Path.of("/" + "x".repeat(90)), Path.of("/a")))
        .hasMessageContaining("shorter");
  }

  @Test
  void aProcessIsFoundAgainByItsIdentityAndNoOtherIsTakenForIt() throws Exception {
    QemuProcess sleeper = QemuProcess.launch(List.of("sleep", "600"), dir.resolve("log"));
    try {
      ProcessIdentity identity = sleeper.identity();
      assertThat(QemuProcess.adopt(identity)).isPresent();
      var later = new ProcessIdentity(identity.pid(), identity.startTicks() + 1, identity.bootId());
      assertThat(QemuProcess.adopt(later)).isEmpty();
      var otherBoot = new ProcessIdentity(identity.pid(), identity.startTicks(), "another");
      assertThat(otherBoot.alive()).isFalse();
      assertThat(sleeper.uptimeMillis()).isBetween(0L, LONG.toMillis());
      assertThat(sleeper.residentBytes()).isPositive();
      assertThat(sleeper.cpuNanos()).isNotNegative();
    } finally {
      sleeper.end(Duration.ZERO);
    }
    assertThat(sleeper.alive()).isFalse();
    assertThat(sleeper.exited().get(60, TimeUnit.SECONDS)).hasValue(137);
    assertThat(QemuProcess.adopt(sleeper.identity())).isEmpty();
  }

  @Test
  void aProcessHasASessionOfItsOwnAndIsFoundByItsArguments() throws Exception {
    String mark = Files.createFile(dir.resolve("mark")).toString();
    QemuProcess tail = QemuProcess.launch(List.of("tail", "-f", mark), dir.resolve("log"));
    try {
      long pid = tail.identity().pid();
      await().atMost(LONG).until(() -> session(pid) == pid);
      assertThat(QemuProcess.withArgument(mark).map(QemuProcess::identity))
          .contains(tail.identity());
    } finally {
      tail.end(Duration.ofSeconds(10));
    }
    assertThat(QemuProcess.withArgument(mark)).isEmpty();
  }

  private static long session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
  }

  @Test
  void aProgramThatIsNotThereIsUnavailable() {
    assertThatThrownBy(() -> ShortRun.output(List.of(dir.resolve("nowhere").toString()), LONG))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ShortRun.output(List.of("sleep", "600"), Duration.ofMillis(50)))
        .hasMessageContaining("did not finish");
  }

  @Test
  void withoutQemuTheDriverSaysSoAndHowToGetIt() {
    QemuSettings settings = QemuSettings.defaults().withBinary(dir.resolve("no-qemu").toString());
    try (HypervisorDriver driver = QemuDriver.create(dir, settings)) {
      DriverReport report = driver.probe();
      assertThat(report.available()).isFalse();
      assertThat(report.reason()).contains("apt-get install -y qemu-system-x86");
      assertThat(driver.guests()).isEmpty();
      assertThatThrownBy(() -> driver.start(everything()))
          .isInstanceOfSatisfying(
              HypervisorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void aProgramThatIsNoQemuIsNotTakenForOne() {
    try (HypervisorDriver driver =
        QemuDriver.create(dir, QemuSettings.defaults().withBinary("true"))) {
      assertThat(driver.probe().reason()).contains("is no QEMU");
    }
  }

  @Test
  void whatTheHostDoesNotOfferIsRefusedByName() throws Exception {
    Path image = Files.createFile(dir.resolve("image"));
    var report =
        new DriverReport(
            "qemu", true, "", "7.2", List.of("tcg"), List.of(Specs.MACHINE), List.of("Nehalem"));
    VmSpec good = Specs.pulse(image.toString(), Heartbeat.NONE);
    Requirements.check(Specs.guest(good), report);
    assertInvalid("kvm", () -> Requirements.check(new GuestSpec(VM, TOKEN, good, "kvm"), report));
    assertInvalid(
        "nowhere",
        () -> Requirements.check(Specs.guest(Specs.pulse("/nowhere", Heartbeat.NONE)), report));
    assertInvalid("qcow2 image", () -> Requirements.check(everything(), report));
  }

  private static void assertInvalid(String named, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HypervisorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_SPEC))
        .hasMessageContaining(named);
  }

  @Test
  void beatsAreCountedAsTheyArriveAndAfterAReturnToThePort() throws Exception {
    int port;
    try (var receiver = BeatReceiver.open()) {
      port = receiver.port();
      assertThatThrownBy(receiver::lastNanos).isInstanceOf(IllegalStateException.class);
      var next = receiver.next().toCompletableFuture();
      assertThat(receiver.next().toCompletableFuture()).isNotDone();
      send(port, 3);
      assertThat(next.get(60, TimeUnit.SECONDS)).isEqualTo(receiver.lastNanos());
      assertThat(receiver.count()).isEqualTo(3);
    }
    try (var receiver = BeatReceiver.reopen(port)) {
      await()
          .atMost(LONG)
          .until(() -> {
            send(port, 1);
            return receiver.count() > 0;
          });
    }
  }

  private static void send(int port, int beats) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(
          ByteBuffer.allocate(beats),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  @Test
  void nobodyConnectingToAListenerIsATimeout() throws Exception {
    Path socket = dir.resolve("m");
    try (var listener = new StreamListener(socket)) {
      assertThatThrownBy(() -> listener.accept(Duration.ofMillis(10)))
          .hasMessageContaining("nobody connected");
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void theTailOfAFileIsItsEnd() throws Exception {
    Path file = Files.writeString(dir.resolve("log"), "first line\nlast line\n\n");
    assertThat(Tail.of(file, 5)).asString().isEqualTo("ine\n\n");
    assertThat(Tail.of(file, 1000)).hasSize(22);
    assertThat(Tail.lastLine(file)).isEqualTo("last line");
    assertThat(Tail.of(dir.resolve("nowhere"), 10)).isEmpty();
  }

  @Test
  void aFurtherPieceOfMemoryGoesToItsPlace() throws Exception {
    Path target = Files.writeString(dir.resolve("dump"), "low");
    Path part = Files.writeString(dir.resolve("part"), "high");
    MemoryDump.copy(part, target, 8);
    assertThat(Files.readString(target)).isEqualTo("low\0\0\0\0\0high");
  }

  @Test
  void aDeadlinePasses() {
    Deadline deadline = Deadline.in(Duration.ofMillis(1));
    while (deadline.pause(Duration.ofMillis(10))) {
      assertThat(deadline.remainingNanos()).isLessThan(1_000_000);
    }
    assertThat(deadline.passed()).isTrue();
  }
}
