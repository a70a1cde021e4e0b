package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.HypervisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at QEMU and KVM without a driver, which would claim its folder of guests. */
public final class QemuCheckup {
  private static final Path DEVICE = Path.of("/dev/kvm");

  private QemuCheckup() {}

  /** What KVM is good for here. */
  public sealed interface Kvm {
    /** The kernel offers none. */
    record Absent() implements Kvm {}

    /** This user may not open it. */
    record Forbidden() implements Kvm {}

    /** It opens, and could not be compared with emulation. */
    record Unknown(String why) implements Kvm {}

    /**
     * It opens, and emulation is as fast or faster.
     *
     * @param beatsPerSecond of a computing guest
     * @param emulatedBeatsPerSecond of the same guest without KVM
     */
    record Slower(long beatsPerSecond, long emulatedBeatsPerSecond) implements Kvm {}

    /** It makes guests faster, see {@link Slower}. */
    record Faster(long beatsPerSecond, long emulatedBeatsPerSecond) implements Kvm {}
  }

  /** What was found. */
  public record Found(DriverReport report, Kvm kvm) {}

  /** May take half a minute the first time on a machine, where two guests are timed. */
  public static Found look(QemuSettings settings) {
    var calibration = new Calibration(settings.binary(), settings.hostFolder());
    var report = new QemuProbe(settings.binary(), calibration).report();
    return new Found(report, kvm(DEVICE, report, calibration));
  }

  static Kvm kvm(Path device, DriverReport report, Calibration calibration) {
    if (Files.notExists(device)) {
      return new Kvm.Absent();
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      return new Kvm.Forbidden();
    }
    return report.available() ? measured(report, calibration) : new Kvm.Unknown("there is no QEMU");
  }

  private static Kvm measured(DriverReport report, Calibration calibration) {
    try {
      SocketRoom.claim(calibration.folder());
      var result = calibration.result(calibration.key(report.version()));
      return result.kvmIsFaster()
          ? new Kvm.Faster(result.kvmBeats(), result.tcgBeats())
          : new Kvm.Slower(result.kvmBeats(), result.tcgBeats());
    } catch (IOException | HypervisorException e) {
      return new Kvm.Unknown(String.valueOf(e.getMessage()));
    }
  }
}
