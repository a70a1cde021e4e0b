package io.novacron.node;

import io.novacron.doctor.Check;
import io.novacron.doctor.Finding;
import io.novacron.hypervisor.qemu.QemuCheckup;
import io.novacron.hypervisor.qemu.QemuCheckup.Kvm;
import io.novacron.hypervisor.qemu.QemuSettings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which QEMU there is, and whether KVM makes it faster. Without QEMU a node still runs others. */
final class QemuCheck implements Check {
  private static final String NAME = "qemu";
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int OLDEST_MAJOR = 7;
  private static final int OLDEST_MINOR = 2;

  @Override
  public String name() {
    return NAME;
  }

  /** The first time on a machine, two guests compute for a while. */
  @Override
  public Duration limit() {
    return Duration.ofSeconds(45);
  }

  @Override
  public List<Finding> look() {
    var found = QemuCheckup.look(QemuSettings.defaults());
    return found.report().available()
        ? List.of(version(found.report().version()), kvm(found.kvm()))
        : List.of(
            Finding.warning(
                NAME,
                found.report().reason(),
                "apt-get install -y qemu-system-x86, or leave qemu out of --drivers"));
  }

  static Finding version(String version) {
    return isOld(version)
        ? Finding.warning(
            NAME,
            "QEMU " + version + ", older than the 7.2 we test",
            "apt-get install -y qemu-system-x86 on Debian 12 or newer")
        : Finding.ok(NAME, "QEMU " + version);
  }

  private static boolean isOld(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return true;
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR);
  }

  static Finding kvm(Kvm kvm) {
    return switch (kvm) {
      case Kvm.Faster(long beats, long tcg) ->
          Finding.ok("kvm", beats + " beats per second, " + tcg + " emulated");
      case Kvm.Slower(long beats, long tcg) ->
          Finding.warning(
              "kvm",
              beats + " beats per second, " + tcg + " emulated: so it is not used",
              "Switch on nested virtualisation in this machine's host, or use a bare machine.");
      case Kvm.Unknown(String why) ->
          Finding.warning(
              "kvm",
              "could not be compared with emulation, and is not used: " + why,
              "Remove what is in the way: ls -ld " + QemuSettings.defaults().hostFolder());
      case Kvm.Forbidden() ->
          Finding.warning(
              "kvm",
              "/dev/kvm is closed to " + System.getProperty("user.name"),
              "usermod -aG kvm " + System.getProperty("user.name") + ", and log in again");
      case Kvm.Absent() ->
          Finding.warning(
              "kvm",
              "no /dev/kvm: guests are emulated, and slow",
              "modprobe kvm_intel (or kvm_amd); switch on virtualisation in the firmware, or nested"
                  + " virtualisation in this machine's host.");
    };
  }
}
