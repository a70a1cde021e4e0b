package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.HypervisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks what QEMU offers here; remembers it once it is there. */
final class QemuProbe {
  static final String REMEDY = "apt-get install -y qemu-system-x86";

  private static final Logger LOG = LoggerFactory.getLogger(QemuProbe.class);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Path KVM = Path.of("/dev/kvm");

  private final String binary;
  private final Calibration calibration;
  private final ReentrantLock probing = new ReentrantLock();
  private @Nullable DriverReport found;

  QemuProbe(String binary, Calibration calibration) {
    this.binary = binary;
    this.calibration = calibration;
  }

  /** Never throws; asks again as long as QEMU is missing. */
  DriverReport report() {
    probing.lock();
    try {
      DriverReport report = found == null ? look() : found;
      found = report.available() ? report : null;
      return report;
    } finally {
      probing.unlock();
    }
  }

  private DriverReport look() {
    try {
      ShortRun.output(List.of("setsid", "--version"), DEADLINE);
    } catch (IOException e) {
      return unavailable("setsid is missing: apt-get install -y util-linux (" + reason(e) + ")");
    }
    try {
      return look(QemuOutput.version(ask("--version")).orElse(""));
    } catch (IOException e) {
      return unavailable(binary + " cannot be run: " + REMEDY + " (" + reason(e) + ")");
    }
  }

  private DriverReport look(String version) throws IOException {
    if (version.isEmpty()) {
      return unavailable(binary + " is no QEMU: " + REMEDY);
    }
    List<String> machines = QemuOutput.machines(ask("-machine", "help"));
    List<String> cpuModels = QemuOutput.cpuModels(ask("-cpu", "help"));
    List<String> accelerators = accelerators(version);
    return accelerators.isEmpty()
        ? unavailable(binary + " has neither a usable KVM nor TCG: " + REMEDY)
        : new DriverReport("qemu", true, "", version, accelerators, machines, cpuModels);
  }

  private List<String> accelerators(String version) throws IOException {
    String offered = ask("-accel", "help");
    boolean tcg = QemuOutput.offersAccelerator(offered, "tcg");
    if (QemuOutput.offersAccelerator(offered, "kvm") && kvmOpens() && kvmIsFaster(version)) {
      return tcg ? List.of("kvm", "tcg") : List.of("kvm");
    }
    return tcg ? List.of("tcg") : List.of();
  }

  private static boolean kvmOpens() {
    return Files.isReadable(KVM) && Files.isWritable(KVM);
  }

  /** When that cannot be found out, TCG will do. */
  private boolean kvmIsFaster(String version) {
    try {
      SocketRoom.claim(calibration.folder());
      return calibration.result(calibration.key(version)).kvmIsFaster();
    } catch (IOException | HypervisorException e) {
      LOG.warn("cannot calibrate KVM, so it is not used: {}", e.getMessage());
      return false;
    }
  }

  private String ask(String... question) throws IOException {
    List<String> argv = new java.util.ArrayList<>(List.of(question));
    argv.addFirst(binary);
    return ShortRun.output(argv, DEADLINE);
  }

  private static DriverReport unavailable(String reason) {
    return DriverReport.unavailable("qemu", reason);
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage());
  }
}
