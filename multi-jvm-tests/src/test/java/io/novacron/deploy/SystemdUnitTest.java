package io.novacron.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitTest {
  private static final Path UNIT = Repository.deploy("systemd/novacron.service");

  /** Values by {@code Section.Key}; several of one key in their order. */
  private static Map<String, List<String>> settings() {
    Map<String, List<String>> settings = new HashMap<>();
    String section = "";
    for (String line : Repository.read(UNIT).lines().toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        settings
            .computeIfAbsent(section + "." + line.substring(0, equals), _ -> new ArrayList<>())
            .add(line.substring(equals + 1));
      }
    }
    return settings;
  }

  private static String value(String key) {
    List<String> values = settings().getOrDefault(key, List.of());
    assertThat(values).as(key).hasSize(1);
    return values.getFirst();
  }

  @Test
  void theNodeSaysItselfWhenItServesAndThatItLives() {
    assertThat(value("Service.Type")).isEqualTo("notify");
    assertThat(value("Service.NotifyAccess")).isEqualTo("main");
    assertThat(Integer.parseInt(value("Service.WatchdogSec"))).isGreaterThanOrEqualTo(20);
    assertThat(value("Service.ExecStart")).startsWith("/opt/novacron/novacron start --config ");
  }

  @Test
  void guestsAreLeftAloneWhenTheNodeStopsOrOneOfThemIsKilled() {
    assertThat(value("Service.KillMode")).isEqualTo("process");
    assertThat(value("Service.OOMPolicy")).isEqualTo("continue");
    assertThat(value("Service.PrivateTmp")).isEqualTo("no");
    assertThat(value("Service.ReadWritePaths").split(" ", -1))
        .contains("/tmp", "/var/lib/novacron");
    assertThat(settings().get("Service.DeviceAllow")).contains("/dev/kvm rw");
    assertThat(settings()).doesNotContainKeys("Service.RuntimeDirectory", "Service.DynamicUser");
  }

  @Test
  void theNodeHasTheTimeToLeaveItsClusterAndRightsOfItsOwn() {
    assertThat(Integer.parseInt(value("Service.TimeoutStopSec"))).isGreaterThan(40);
    assertThat(value("Service.User")).isEqualTo("novacron");
    assertThat(value("Service.NoNewPrivileges")).isEqualTo("yes");
    assertThat(value("Service.RestartPreventExitStatus")).isEqualTo("2");
  }

  /** It knows every setting and its values; what it does not know it only says, and ends with 0. */
  @Test
  void systemdItselfHasNothingToSayAgainstIt(@TempDir Path root) throws Exception {
    assumeTrue(
        Repository.installed("systemd-analyze"),
        "systemd-analyze is missing: apt-get install systemd");
    Path units = Files.createDirectories(root.resolve("etc/systemd/system"));
    Files.copy(UNIT, units.resolve("novacron.service"));
    for (String target : List.of("sysinit", "basic", "shutdown", "network-online", "time-sync")) {
      Files.writeString(units.resolve(target + ".target"), "[Unit]\nDescription=for this test\n");
    }
    for (String program : List.of("opt/novacron/novacron", "bin/kill")) {
      Path file = root.resolve(program);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var run = verify(root);
    assertThat(run.output()).isEmpty();
    assertThat(run.code()).isZero();

    String typo = Repository.read(UNIT).replace("KillMode=process", "KilMode=process");
    Files.writeString(units.resolve("novacron.service"), typo);
    assertThat(verify(root).output()).contains("KilMode");
  }

  private static Repository.Run verify(Path root) throws Exception {
    return Repository.run(
        root.resolve("verify.log"),
        30,
        List.of("systemd-analyze", "verify", "--man=no", "--root=" + root, "novacron.service"));
  }
}
