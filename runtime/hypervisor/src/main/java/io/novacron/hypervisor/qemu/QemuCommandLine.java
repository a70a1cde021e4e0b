package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.VmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * From a spec to QEMU's arguments. The same spec gives the same devices on every host, in the same
 * order: a migration stream fits nothing else.
 */
final class QemuCommandLine {
  /**
   * Where a guest's ends of wires are on this host.
   *
   * @param beatPort UDP port on the loopback interface, 0 without heartbeat
   */
  record Wiring(Path monitor, Path console, int beatPort) {}

  /** Port 0xe9, wired to {@link #beats}. */
  static final String DEBUG_CONSOLE = "isa-debugcon,iobase=0xe9,chardev=heartbeat";

  private final List<String> arguments = new ArrayList<>();

  private QemuCommandLine() {}

  /**
   * @param incoming whether it waits for a migration stream; either way it runs nothing before it
   *     is told to
   */
  static List<String> of(String binary, GuestSpec guest, Wiring wiring, boolean incoming) {
    var line = new QemuCommandLine();
    line.arguments.add(binary);
    line.machine(guest);
    line.wires(guest.spec().heartbeat(), wiring);
    line.boot(guest.spec().boot());
    line.disks(guest.spec());
    line.nics(guest);
    line.add("-S");
    if (incoming) {
      line.add("-incoming", "defer");
    }
    return List.copyOf(line.arguments);
  }

  private void machine(GuestSpec guest) {
    VmSpec spec = guest.spec();
    add("-name", "novacron-" + guest.vm());
    add("-machine", spec.machine() + ",accel=" + guest.accelerator());
    add("-cpu", spec.cpuModel());
    add("-m", "size=" + spec.memoryMiB() + "M");
    add("-smp", Integer.toString(spec.cpus()));
    add("-nodefaults", "-no-user-config", "-display", "none");
  }

  private void wires(Heartbeat heartbeat, Wiring wiring) {
    add("-chardev", "socket,id=monitor,server=on,wait=off,path=" + escape(wiring.monitor()));
    add("-mon", "chardev=monitor,mode=control");
    add("-chardev", "file,id=console,append=on,path=" + escape(wiring.console()));
    add("-serial", "chardev:console");
    if (heartbeat != Heartbeat.NONE) {
      heartbeat(heartbeat, wiring.beatPort());
    }
  }

  /**
   * The heartbeat goes out as datagrams, which the kernel drops when nobody takes them. A stream
   * would fill up within three seconds of a reader that stands still (one byte a message, a buffer
   * of some 270 messages), and then hold up the vCPU and QEMU's monitor with it: seen in QEMU 7.2.
   */
  private void heartbeat(Heartbeat heartbeat, int port) {
    add("-chardev", beats(port));
    if (heartbeat == Heartbeat.SERIAL) {
      add("-serial", "chardev:heartbeat");
    } else {
      add("-device", DEBUG_CONSOLE);
    }
  }

  static String beats(int port) {
    return "udp,id=heartbeat,host=127.0.0.1,port=" + port + ",localaddr=127.0.0.1,localport=0";
  }

  private void boot(Boot boot) {
    add("-boot", "strict=on");
    if (boot instanceof Boot.FromKernel(var kernel, var initrd, var cmdline)) {
      add("-kernel", kernel);
      if (initrd != null) {
        add("-initrd", initrd);
      }
      if (!cmdline.isEmpty()) {
        add("-append", cmdline);
      }
    }
  }

  private void disks(VmSpec spec) {
    for (int i = 0; i < spec.disks().size(); i++) {
      String name = "disk" + i;
      add("-blockdev", blockdev(name, spec.disks().get(i)));
      String order = i == 0 && spec.boot() instanceof Boot.FromDisk ? ",bootindex=0" : "";
      add("-device", "virtio-blk-pci,id=" + name + "-device,drive=" + name + order);
    }
  }

  private static String blockdev(String name, Disk disk) {
    String format = disk.format().name().toLowerCase(Locale.ROOT);
    return blockdev(name, disk.path(), format, disk.readOnly());
  }

  /**
   * As JSON, in which a path may hold anything. Images are locked as QEMU does by itself: read-only
   * ones shared, writable ones by one guest, whose lock passes on when the target of a migration is
   * told to run.
   */
  static String blockdev(String name, String path, String format, boolean readOnly) {
    ObjectNode node = SpecJson.MAPPER.createObjectNode();
    node.put("driver", format).put("node-name", name).put("read-only", readOnly);
    node.putObject("file").put("driver", "file").put("filename", path).put("read-only", readOnly);
    return node.toString();
  }

  /** Without boot ROM: a guest does not boot from the network, and the ROM may not be installed. */
  private void nics(GuestSpec guest) {
    List<Nic> nics = guest.spec().nics();
    for (int i = 0; i < nics.size(); i++) {
      String peer = peer(nics.get(i), "net" + i);
      String mac = Objects.requireNonNullElse(nics.get(i).mac(), mac(guest.vm().value(), i));
      add("-device", "virtio-net-pci,id=nic" + i + ",romfile=,mac=" + mac + peer);
    }
  }

  private String peer(Nic nic, String id) {
    switch (nic) {
      case Nic.None _ -> {
        return "";
      }
      case Nic.User _ -> add("-netdev", "user,id=" + id);
      case Nic.Tap tap ->
          add("-netdev", "tap,id=" + id + ",script=no,downscript=no,ifname=" + tap.device());
    }
    return ",netdev=" + id;
  }

  /** In QEMU's own range, and the same wherever the VM runs. */
  private static String mac(String vm, int index) {
    int hash = (vm + '/' + index).hashCode() * 0x9E3779B1;
    return String.format(
        "52:54:00:%02x:%02x:%02x", hash >>> 24, hash >>> 16 & 0xff, hash >>> 8 & 0xff);
  }

  /** A comma ends an option's value, two are one. */
  private static String escape(Path path) {
    return path.toString().replace(",", ",,");
  }

  private void add(String... words) {
    arguments.addAll(List.of(words));
  }
}
