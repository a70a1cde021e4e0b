package io.novacron.doctor;

import static io.novacron.doctor.Level.FAULT;
import static io.novacron.doctor.Level.OK;
import static io.novacron.doctor.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What figures mean, without a machine that has them. */
class JudgementsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "-XX:AOTCache=/opt/novacron/node.aot");

  private static void is(Level level, Finding finding) {
    assertThat(finding.level()).as("%s", finding).isEqualTo(level);
    assertThat(finding.remedy().isEmpty()).as("%s", finding).isEqualTo(level == OK);
  }

  @Test
  void aClockIsFaultyWhenItCannotBeThatTimeOrLagsBehindOurFiles() {
    is(OK, ClockJudgement.plausible(NOW, NOW.minusSeconds(5)));
    is(OK, ClockJudgement.plausible(NOW, NOW.plusSeconds(59)));
    is(FAULT, ClockJudgement.plausible(NOW, NOW.plus(Duration.ofDays(1))));
    is(FAULT, ClockJudgement.plausible(Instant.EPOCH, Instant.EPOCH));
    is(FAULT, ClockJudgement.plausible(Instant.parse("2101-01-01T00:00:00Z"), NOW));
  }

  @Test
  void aClockMayBeOffByLittle() {
    is(OK, ClockJudgement.against("x", Duration.ofMillis(-500)));
    is(WARNING, ClockJudgement.against("x", Duration.ofMillis(501)));
    is(WARNING, ClockJudgement.against("x", Duration.ofMinutes(-1)));
    is(FAULT, ClockJudgement.against("x", Duration.ofDays(1)));
    assertThat(ClockJudgement.against("NTP", Duration.ofSeconds(-2)).measured())
        .isEqualTo("2000 ms ahead of NTP");
    assertThat(ClockJudgement.against("NTP", Duration.ofSeconds(2)).measured())
        .isEqualTo("2000 ms behind NTP");
  }

  @Test
  void anOldJdkIsAFaultAndAMissingFlagIsNamed() {
    is(OK, Found.only(JdkCheck.judge(25, "25.0.3", FLAGS)));
    is(FAULT, Found.worstOf(JdkCheck.judge(21, "21.0.9", FLAGS)));
    List<Finding> bare = JdkCheck.judge(26, "26", List.of());
    assertThat(bare).filteredOn(finding -> finding.level() == WARNING).hasSize(4);
    assertThat(bare).anyMatch(f -> f.remedy().contains("--enable-native-access=ALL-UNNAMED"));
  }

  @Test
  void guestsMayNotBeOfferedTheMemoryOfTheNode() {
    is(OK, MachineCheck.memory(8_192, 7_680));
    is(WARNING, MachineCheck.memory(8_192, 7_681));
    assertThat(MachineCheck.memory(8_192, 8_000).remedy()).contains("--memory-mib 7680");
    is(FAULT, MachineCheck.memory(511, 1));
    is(OK, MachineCheck.cpus(2));
    is(WARNING, MachineCheck.cpus(1));
  }

  @Test
  void fewFileDescriptorsAreAFaultOrAWarning() {
    is(OK, DescriptorsCheck.judge(OptionalLong.empty()));
    is(OK, DescriptorsCheck.judge(OptionalLong.of(8_192)));
    is(WARNING, DescriptorsCheck.judge(OptionalLong.of(1_024)));
    is(FAULT, DescriptorsCheck.judge(OptionalLong.of(256)));
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             95000                95000                processes
        Max open files            1024                 524288               files
        """;
    assertThat(DescriptorsCheck.limit(limits)).hasValue(1_024);
    assertThat(DescriptorsCheck.limit(limits.replace("1024", "unlimited"))).isEmpty();
  }

  @Test
  void aFullDiskIsAFaultAndMemoryInItsPlaceAWarning() {
    Path data = Path.of("/var/lib/novacron");
    is(OK, FolderCheck.judge(data, 1_024, "ext4"));
    is(WARNING, FolderCheck.judge(data, 1_023, "ext4"));
    is(WARNING, FolderCheck.judge(data, 4_096, "tmpfs"));
    is(FAULT, FolderCheck.judge(data, 63, "ext4"));
  }

  @Test
  void theMedianSaysWhetherADiskIsSlow() {
    long[] times = {1_000_000, 900_000, 30_000_000, 1_100_000, 50_000_000};
    is(OK, SyncCheck.judge(times));
    assertThat(SyncCheck.judge(times).measured()).startsWith("1.10 ms").contains("50.00 ms");
    is(WARNING, SyncCheck.judge(new long[] {21_000_000, 20_000_001, 22_000_000}));
  }

  @Test
  void twoServersCannotHaveOnePortUnlessTheSystemChoosesIt() {
    assertThat(PortsCheck.twice(Map.of("--a", 1, "--b", 2, "--c", 0, "--d", 0))).isEmpty();
    is(FAULT, Found.only(PortsCheck.twice(Map.of("--a", 80, "--b", 80))));
  }

  @Test
  void whyAPortIsRefusedDecidesTheRemedy() {
    var denied = new SocketException("Permission denied");
    assertThat(PortsCheck.judge("--http-port", "::1:80", 80, denied).remedy()).contains("setcap");
    var strange = new BindException("Cannot assign requested address");
    assertThat(PortsCheck.judge("--http-port", "10.9.9.9:8080", 8080, strange).remedy())
        .contains("--bind");
    assertThat(PortsCheck.taken("--http-port", 80, new PortOwner(0, "")).remedy()).contains("ss ");
    is(FAULT, PortsCheck.taken("--http-port", 80, new PortOwner(7, "nginx")));
  }

  @Test
  void theKernelsTableOfSocketsIsRead() {
    String head = "   0: 0100007F:1F90 00000000:0000 ";
    String rest = " 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0";
    assertThat(PortOwner.listening(head + "0A" + rest, 8080)).hasValue(31_337);
    assertThat(PortOwner.listening(head + "0A" + rest, 8081)).isEmpty();
    assertThat(PortOwner.listening(head + "01" + rest, 8080)).as("a connection").isEmpty();
    assertThat(PortOwner.listening("  sl  local_address rem_address   st", 8080)).isEmpty();
  }

  @Test
  void certificatesThatEndSoonAreReportedBeforeTheyDo() {
    Instant from = NOW.minus(Duration.ofDays(10));
    is(OK, CertificateCheck.judge("c", NOW, from, NOW.plus(Duration.ofDays(31))));
    is(WARNING, CertificateCheck.judge("c", NOW, from, NOW.plus(Duration.ofDays(29))));
    is(FAULT, CertificateCheck.judge("c", NOW, from, NOW.minusSeconds(1)));
    is(FAULT, CertificateCheck.judge("c", NOW, NOW.plusSeconds(1), NOW.plusSeconds(100)));
  }

  @Test
  void smallPacketsAreReported() throws Exception {
    is(OK, MtuCheck.judge("10.0.0.1", OptionalInt.of(1_500)));
    is(WARNING, MtuCheck.judge("10.0.0.1", OptionalInt.of(1_279)));
    is(WARNING, MtuCheck.judge("10.0.0.1", OptionalInt.empty()));
    InetAddress seed = InetAddress.ofLiteral("192.0.2.7");
    is(OK, MtuCheck.path(seed, 1_400));
    is(WARNING, MtuCheck.path(seed, 576));
    is(WARNING, MtuCheck.path(seed, 0));
  }

  @Test
  void whatRedisAnswersDecidesTheRemedy() {
    is(OK, RedisCheck.judge("r", "+PONG", 1_000_000));
    is(WARNING, RedisCheck.judge("r", "-NOAUTH Authentication required.", 0));
    assertThat(RedisCheck.judge("r", "-WRONGPASS no", 0).remedy()).contains("requirepass");
    is(WARNING, RedisCheck.judge("r", "-LOADING Redis is loading", 0));
  }

  @Test
  void aDistantDatabaseIsReported() {
    is(OK, DatabaseCheck.roundTrip(20_000_000));
    is(WARNING, DatabaseCheck.roundTrip(80_000_000));
  }

  @Test
  void anAddressIsReadWithAndWithoutPort() {
    assertThat(HostPort.of("redis", 6_379)).isEqualTo(new HostPort("redis", 6_379));
    assertThat(HostPort.of("redis:1", 6_379)).isEqualTo(new HostPort("redis", 1));
    assertThat(HostPort.of("[::1]:1", 6_379)).isEqualTo(new HostPort("::1", 1));
    assertThat(HostPort.of("::1", 6_379)).isEqualTo(new HostPort("::1", 6_379));
  }
}
