package io.novacron.doctor;

import static io.novacron.doctor.Level.FAULT;
import static io.novacron.doctor.Level.OK;
import static io.novacron.doctor.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.Schema;
import io.novacron.persistence.Secret;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real faults of this machine, made on purpose, and what is said about them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProvokedTest {
  @TempDir private Path folder;

  private static int deadPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aPortThatAnotherProcessHasIsNamedWithThatProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Listener.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = other.inputReader()) {
      int port = Integer.parseInt(out.readLine());
      var found = Found.only(new PortsCheck("127.0.0.1", Map.of("--http-port", port)).look());
      assertThat(found.level()).isEqualTo(FAULT);
      assertThat(found.measured()).contains(port + " is taken by process " + other.pid(), "java");
      assertThat(found.remedy()).contains("kill " + other.pid());
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aPortThatThisProcessHasIsItsOwnAndOneThatNobodyHasIsFree() throws Exception {
    try (var mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var check = new PortsCheck("127.0.0.1", Map.of("--artery-port", mine.getLocalPort()));
      assertThat(Found.only(check.look()).measured()).contains("this node's already");
    }
    var check = new PortsCheck("127.0.0.1", Map.of("--http-port", deadPort()));
    assertThat(Found.only(check.look()).level()).isEqualTo(OK);
  }

  @Test
  void anAddressOfAnotherMachineCannotBeBound() {
    var found = Found.only(new PortsCheck("192.0.2.1", Map.of("--http-port", 8080)).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.remedy()).contains("ip -brief address");
  }

  @Test
  void aFolderThatCannotBeMadeIsAFaultAndNoneIsLeftBehind() {
    for (Path nowhere : List.of(Path.of("/proc/self/novacron"), Path.of("/dev/null/novacron"))) {
      var found = Found.only(new FolderCheck(nowhere).look());
      assertThat(found.level()).as("%s", found).isEqualTo(FAULT);
      assertThat(found.remedy()).contains("--data", "install -d");
    }
    Path later = folder.resolve("a/b");
    assertThat(Found.only(new FolderCheck(later).look()).level()).isNotEqualTo(FAULT);
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void whatADiskTakesToSyncIsMeasured() throws IOException {
    assertThat(Found.only(new SyncCheck(folder).look()).measured()).contains("median of 20");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aClockThatWasSetBackADayLagsBehindTheFilesOfTheNode() throws IOException {
    Path file = Files.createFile(folder.resolve("novacron.mv.db"));
    assertThat(Found.only(new ClockCheck(folder).look()).level()).isEqualTo(OK);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
    var found = Found.only(new ClockCheck(folder).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.remedy()).contains("chronyc makestep");
  }

  @Test
  void aClockADayOffIsFoundByATimeServer() throws Exception {
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(10_000);
      Thread.ofVirtual().start(() -> answerOnce(server, Duration.ofDays(1)));
      var check = new NtpCheck("127.0.0.1:" + server.getLocalPort());
      var found = Found.only(check.look());
      assertThat(found.level()).as("%s", found).isEqualTo(FAULT);
      assertThat(found.measured()).matches("86[34]\\d{5} ms behind NTP server .*");
    }
  }

  private static void answerOnce(DatagramSocket server, Duration ahead) {
    try {
      var packet = new DatagramPacket(new byte[Sntp.BYTES], Sntp.BYTES);
      server.receive(packet);
      Instant now = Instant.now().plus(ahead);
      packet.setData(SntpTest.answer(packet.getData(), now, now).array());
      server.send(packet);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTimeServerThatIsNotThereIsAWarning() throws Exception {
    var found = Found.only(new NtpCheck("127.0.0.1:" + deadPort()).look());
    assertThat(found.level()).isEqualTo(WARNING);
    assertThat(found.remedy()).contains("--ntp");
  }

  @Test
  void aDatabaseThatIsNotThereIsAFault() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + deadPort() + "/novacron";
    var settings = DatabaseSettings.at(url, "novacron", new Secret.None());
    var found = Found.only(new DatabaseCheck(settings).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.measured()).contains(url, "refused");
    assertThat(found.remedy()).contains("Start the database");
  }

  @Test
  void aPasswordFileThatIsNotThereIsAFault() {
    var secret = new Secret.InFile(folder.resolve("absent"));
    var settings = DatabaseSettings.at("jdbc:postgresql://127.0.0.1/novacron", "novacron", secret);
    var found = Found.only(new DatabaseCheck(settings).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.measured()).contains(folder.resolve("absent").toString());
  }

  @Test
  void anEmbeddedDatabaseIsNotMadeByLookingForItAndReadWhenItIsThere() {
    var settings = DatabaseSettings.inFile(folder.resolve("novacron"));
    assertThat(Found.only(new DatabaseCheck(settings).look()).measured()).contains("will be made");
    assertThat(folder).isEmptyDirectory();
    Schema.migrate(settings);
    List<Finding> found = new DatabaseCheck(settings).look();
    assertThat(Found.worst(found)).as("%s", found).isEqualTo(OK);
    assertThat(found).extracting(Finding::measured).anyMatch(m -> m.startsWith("H2 2."));
  }

  @Test
  void aRedisThatIsNotThereIsAWarning() throws Exception {
    var check = new RedisCheck(new Subject.Cache("127.0.0.1:" + deadPort(), Optional.empty()));
    var found = Found.only(check.look());
    assertThat(found.level()).isEqualTo(WARNING);
    assertThat(found.remedy()).contains("systemctl start redis-server");
  }

  @Test
  void aServerThatIsNoRedisIsAWarning() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUp(server));
      var cache = new Subject.Cache("127.0.0.1:" + server.getLocalPort(), Optional.empty());
      assertThat(Found.only(new RedisCheck(cache).look()).level()).isEqualTo(WARNING);
    }
  }

  private static void hangUp(ServerSocket server) {
    try (var client = server.accept()) {
      client.getOutputStream().write("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void certificatesAreReadFromFilesAndFolders() throws Exception {
    Certificates.make(folder.resolve("old.pem"), "-startdate", "-10d", "-validity", "3");
    Path below = Files.createDirectory(folder.resolve("n1"));
    Certificates.make(below.resolve("soon.crt"), "-validity", "5");
    Certificates.make(folder.resolve("good.pem"), "-validity", "400");
    Files.writeString(folder.resolve("node-key.pem"), "not for us");
    List<Finding> found = new CertificateCheck(List.of(folder)).look();
    assertThat(found).extracting(Finding::level).containsExactly(OK, WARNING, FAULT);
    assertThat(found.get(2).measured()).contains("old.pem (CN=test) has expired");
  }

  @Test
  void certificatesThatCannotBeReadAreAFault() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("a.pem"), "nonsense");
    var found =
        new CertificateCheck(
                List.of(nonsense, folder.resolve("absent.pem"), Path.of("/proc/self/task")))
            .look();
    assertThat(found).hasSize(3).allMatch(finding -> finding.level() == FAULT);
    assertThat(found.getFirst().remedy()).contains("openssl x509");
  }

  @Test
  void theInterfaceOfTheBindAddressHasAnMtu() throws Exception {
    assertThat(new MtuCheck("127.0.0.1", List.of("127.0.0.1:25520")).look())
        .singleElement()
        .returns(OK, Finding::level);
    assertThat(Found.only(new MtuCheck("192.0.2.1", List.of()).look()).remedy()).contains("--bind");
  }
}
