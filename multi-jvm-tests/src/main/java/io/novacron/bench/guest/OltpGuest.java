package io.novacron.bench.guest;

import io.novacron.vm.Boot;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Linux guest that keeps five sixteenths of its memory as page cache and a quarter as a store in
 * which it writes. It needs a kernel and a first file system on the host, and no disk, so it can
 * move. It says {@value #READY} on its console once it writes, and then every five seconds how many
 * pages it has written.
 *
 * @param memoryMiB what it is made for; 256 to 2048
 * @param versions of the packages that it is made of, by their names
 */
public record OltpGuest(int memoryMiB, Path kernel, Path initrd, Map<String, String> versions) {
  /** What it says on its console once it writes, or once it rests if it is {@link Writes#IDLE}. */
  public static final String READY = "oltp: ready";

  /** Linux holds the files twice while it unpacks them, so they cannot have much more. */
  private static final int CACHE_SIXTEENTHS = 5;

  private static final int STORE_SIXTEENTHS = 4;
  private static final int MIN_MIB = 256;
  private static final int MAX_MIB = 2048;

  /** How the guest writes. */
  public enum Writes {
    /** Not at all, other than what Linux and a few services do. */
    IDLE(0, 1, 0, 0, 0, 0),
    /** As a database: mostly a few fields of a page. */
    OLTP(1500, 80, 15, 3, 2, 0),
    /** As a server that makes many objects anew. */
    CHURN(4000, 40, 20, 30, 8, 2);

    private final String parameters;

    Writes(int pagesPerSecond, int fields, int log, int object, int random, int zero) {
      parameters =
          String.format(
              Locale.ROOT, "%d,%d,%d,%d,%d,%d", pagesPerSecond, fields, log, object, random, zero);
    }
  }

  /** A copy of the map. */
  public OltpGuest {
    versions = Map.copyOf(versions);
  }

  /**
   * Makes its files in {@code folder}, over those of the same name.
   *
   * @param packages folder of .deb files; what is neither there nor installed is downloaded to it
   * @throws MissingPackageException if a package cannot be had
   * @throws IllegalArgumentException for a memory out of range
   */
  public static OltpGuest make(Path folder, Path packages, int memoryMiB) throws IOException {
    if (memoryMiB < MIN_MIB || memoryMiB > MAX_MIB) {
      throw new IllegalArgumentException(
          "memory of " + MIN_MIB + " to " + MAX_MIB + " MiB, not " + memoryMiB);
    }
    var parts = OltpParts.in(new DebianPackages(packages));
    Path image = Files.createDirectories(folder).toAbsolutePath().resolve("oltp-kernel");
    Files.copy(parts.kernel().file("boot/vmlinuz-"), image, StandardCopyOption.REPLACE_EXISTING);
    Path initrd = image.resolveSibling("oltp-initrd");
    try (CpioArchive archive = CpioArchive.create(initrd)) {
      long budget = ((long) memoryMiB << 20) * CACHE_SIXTEENTHS / 16;
      new OltpFiles(archive).write(parts, budget);
    }
    return new OltpGuest(memoryMiB, image, initrd, parts.versions());
  }

  /**
   * What the kernel is told. Freed memory is cleared, since otherwise the copy of the files that
   * the guest came with would lie about as no server has it.
   *
   * @param seed of the store's content and of what is written
   */
  public String cmdline(long seed, Writes writes) {
    return String.format(
        Locale.ROOT,
        "console=ttyS0 quiet panic=-1 init_on_free=1 oltp=%d,%d,%s",
        memoryMiB * STORE_SIXTEENTHS / 16,
        seed,
        writes.parameters);
  }

  /**
   * As a VM without disks and NICs, on one CPU.
   *
   * @param machine versioned machine type
   * @param cpuModel that the host offers
   */
  public VmSpec spec(
      String machine, String cpuModel, Heartbeat heartbeat, long seed, Writes writes) {
    var boot = new Boot.FromKernel(kernel.toString(), initrd.toString(), cmdline(seed, writes));
    return new VmSpec(
        "qemu",
        1,
        memoryMiB,
        machine,
        cpuModel,
        boot,
        List.of(),
        List.of(),
        heartbeat,
        Workload.IDLE);
  }

  /** The program that writes, as compiled. */
  static byte[] program() throws IOException {
    return resource("oltp.bin");
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream resource = OltpGuest.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return resource.readAllBytes();
    }
  }
}
