package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.VmSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandLineTest {
  private static final QemuCommandLine.Wiring WIRING =
      new QemuCommandLine.Wiring(Path.of("/tmp/n/q"), Path.of("/data,1/console.log"), 4711);

  private static String line(VmSpec spec, boolean incoming) {
    return String.join(" ", QemuCommandLine.of("qemu", Specs.guest(spec), WIRING, incoming));
  }

  private static VmSpec with(List<Disk> disks, List<Nic> nics) {
    return Specs.of(128, new Boot.FromKernel("/vmlinuz", null, ""), disks, nics, Heartbeat.NONE);
  }

  @Test
  void aPulseGuestInFull() {
    assertThat(
            QemuCommandLine.of(
                "qemu",
                Specs.guest(Specs.pulse("/images/p.img", Heartbeat.DEBUGCON)),
                WIRING,
                false))
        .containsExactly(
            "qemu",
            "-name",
            "novacron-web",
            "-machine",
            "pc-i440fx-7.2,accel=tcg",
            "-cpu",
            "Nehalem",
            "-m",
            "size=64M",
            "-smp",
            "1",
            "-nodefaults",
            "-no-user-config",
            "-display",
            "none",
            "-chardev",
            "socket,id=monitor,server=on,wait=off,path=/tmp/n/q",
            "-mon",
            "chardev=monitor,mode=control",
            "-chardev",
            "file,id=console,append=on,path=/data,,1/console.log",
            "-serial",
            "chardev:console",
            "-chardev",
            "udp,id=heartbeat,host=127.0.0.1,port=4711,localaddr=127.0.0.1,localport=0",
            "-device",
            "isa-debugcon,iobase=0xe9,chardev=heartbeat",
            "-boot",
            "strict=on",
            "-blockdev",
            "{\"driver\":\"raw\",\"node-name\":\"disk0\",\"read-only\":true,"
                + "\"file\":{\"driver\":\"file\",\"filename\":\"/images/p.img\",\"read-only\":true}}",
            "-device",
            "virtio-blk-pci,id=disk0-device,drive=disk0,bootindex=0",
            "-S");
  }

  @Test
  void theTargetOfAMigrationDiffersOnlyInWaiting() {
    VmSpec spec = Specs.pulse("/images/p.img", Heartbeat.SERIAL);
    assertThat(line(spec, true)).isEqualTo(line(spec, false) + " -incoming defer");
  }

  @Test
  void aSerialHeartbeatIsTheSecondSerialPort() {
    assertThat(line(Specs.pulse("/p", Heartbeat.SERIAL), false))
        .contains("-serial chardev:console")
        .endsWith("drive=disk0,bootindex=0 -S")
        .contains("-serial chardev:heartbeat")
        .doesNotContain("debugcon");
  }

  @Test
  void withoutHeartbeatNothingBeats() {
    assertThat(line(Specs.pulse("/p", Heartbeat.NONE), false)).doesNotContain("heartbeat");
  }

  @Test
  void aKernelIsLoadedWithWhatBelongsToIt() {
    var boot = new Boot.FromKernel("/boot/vmlinuz", "/boot/initrd", "console=ttyS0 quiet");
    VmSpec spec = Specs.of(128, boot, List.of(), List.of(), Heartbeat.NONE);
    assertThat(line(spec, false))
        .contains("-kernel /boot/vmlinuz -initrd /boot/initrd -append console=ttyS0 quiet -S");
    assertThat(line(with(List.of(), List.of()), false))
        .contains("-kernel /vmlinuz -S")
        .doesNotContain("-initrd")
        .doesNotContain("-append");
  }

  @Test
  void aDiskIsJsonInWhichAnyPathCanStand() {
    var disks =
        List.of(
            new Disk("/a,b \"c\".qcow2", Disk.Format.QCOW2, false, true), Specs.disk("/d", true));
    assertThat(line(with(disks, List.of()), false))
        .contains("{\"driver\":\"qcow2\",\"node-name\":\"disk0\",\"read-only\":false,")
        .contains("\"filename\":\"/a,b \\\"c\\\".qcow2\"")
        .contains("virtio-blk-pci,id=disk0-device,drive=disk0 ")
        .contains("virtio-blk-pci,id=disk1-device,drive=disk1 ");
  }

  @Test
  void aNicIsConnectedAsAsked() {
    var nics =
        List.<Nic>of(
            new Nic.None("52:54:00:00:00:01"),
            new Nic.User("52:54:00:00:00:02"),
            new Nic.Tap("tap7", "52:54:00:00:00:03"));
    assertThat(line(with(List.of(), nics), false))
        .contains("-device virtio-net-pci,id=nic0,romfile=,mac=52:54:00:00:00:01 -netdev")
        .contains(
            "-netdev user,id=net1 -device"
                + " virtio-net-pci,id=nic1,romfile=,mac=52:54:00:00:00:02,netdev=net1")
        .contains("-netdev tap,id=net2,script=no,downscript=no,ifname=tap7")
        .endsWith("mac=52:54:00:00:00:03,netdev=net2 -S");
  }

  @Test
  void aNicWithoutAddressGetsItsOwnAndKeepsItWhenItMoves() {
    VmSpec spec = with(List.of(), List.of(new Nic.None(null), new Nic.None(null)));
    var addresses =
        java.util.regex.Pattern.compile("52:54:00(:[0-9a-f]{2}){3}")
            .matcher(line(spec, false))
            .results()
            .map(java.util.regex.MatchResult::group)
            .toList();
    assertThat(addresses).hasSize(2).doesNotHaveDuplicates();
    assertThat(line(spec, true)).contains(addresses);
  }
}
