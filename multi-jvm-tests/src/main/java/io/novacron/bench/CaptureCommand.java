package io.novacron.bench;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.qemu.RunningQemu;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./novacron bench capture}. */
@Command(
    name = "capture",
    description =
        "Captures the memory of a guest that runs in anybody's QEMU, for 'bench hde' and 'hde'. The"
            + " guest stands still meanwhile. QEMU needs a monitor that is free: -qmp"
            + " unix:SOCKET,server=on,wait=off",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CaptureCommand implements Callable<Integer> {
  @Option(names = "--qmp", required = true, description = "QEMU's monitor socket.")
  private Path socket = Path.of("");

  @Option(names = "--out", required = true, description = "File, written by QEMU as its own user.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    try {
      long bytes = RunningQemu.capture(socket.toAbsolutePath(), out);
      System.err.println("capture: " + (bytes >> 20) + " MiB in " + out);
      return 0;
    } catch (HypervisorException e) {
      System.err.println("capture: " + e.getMessage());
      return BenchMain.CANNOT_RUN;
    }
  }
}
