package io.novacron.bench;

import io.novacron.bench.guest.GuestCapture;
import io.novacron.bench.guest.GuestPackages;
import io.novacron.bench.guest.OltpGuest;
import io.novacron.hypervisor.HypervisorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./novacron bench guests}. */
@Command(
    name = "guests",
    description =
        "Captures memory of real guests for 'bench hde': files, 'pairs' and 'versions' in a"
            + " folder.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GuestsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", required = true, description = "Folder to write to.")
  private Path out = Path.of("");

  @Option(names = "--mib", description = "Memory of a guest, 256 to 2048 (512).")
  private int mib = 512;

  @Option(names = "--seconds", description = "From first to last capture, 2 or more (60).")
  private int seconds = 60;

  @Option(
      names = "--packages",
      description =
          "Folder of Debian's .deb files; what is neither there nor installed is downloaded to it"
              + " (~/.cache/novacron/packages).")
  private Path packages = GuestPackages.folder();

  @Override
  public Integer call() {
    if (seconds < 2) {
      throw new ParameterException(spec.commandLine(), "--seconds is 2 or more, not " + seconds);
    }
    try {
      OltpGuest made = OltpGuest.make(out, packages, mib);
      new GuestCapture(made, out, what -> System.err.println("guests: " + what)).all(seconds);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--mib: " + e.getMessage(), e);
    } catch (IOException | HypervisorException e) {
      System.err.println("guests: " + e.getMessage());
      return BenchMain.CANNOT_RUN;
    }
  }
}
