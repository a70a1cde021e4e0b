package io.novacron.mode;

import io.novacron.dwcp.mode.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel says of this machine's devices. */
public final class Devices {
  private static final Path KERNEL = Path.of("/sys/class");
  private static final long BITS_PER_MBIT = 1_000_000L;

  private Devices() {}

  /** Of this machine; where there is no such kernel, nothing is known. Reads files. */
  public static Evidence.Machine look() {
    return in(KERNEL);
  }

  static Evidence.Machine in(Path kernel) {
    return new Evidence.Machine(
        !entries(kernel.resolve("infiniband")).isEmpty(),
        entries(kernel.resolve("net")).stream()
            .filter(device -> isHardware(device) && isUp(device))
            .mapToLong(Devices::speed)
            .filter(bits -> bits > 0)
            .max());
  }

  /** Bridges and the guests' taps are not: a tap says 10 Mbit/s, whatever it carries. */
  private static boolean isHardware(Path device) {
    return Files.exists(device.resolve("device"));
  }

  private static boolean isUp(Path device) {
    return text(device.resolve("operstate")).equals("up");
  }

  /** In Mbit/s there, or -1; devices without a speed refuse to be read. */
  private static long speed(Path device) {
    String megabits = text(device.resolve("speed"));
    return megabits.matches("\\d{1,9}") ? Long.parseLong(megabits) * BITS_PER_MBIT : 0;
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
