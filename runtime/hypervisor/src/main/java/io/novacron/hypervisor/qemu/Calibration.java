package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether KVM is faster than emulation here, by having a guest compute under both. That
 * /dev/kvm can be opened does not say so: where the host itself is a guest, its KVM may be
 * emulated, and has been seen 2,000 times slower. The result is kept in a file for the next start.
 */
final class Calibration {
  private static final Logger LOG = LoggerFactory.getLogger(Calibration.class);
  private static final int ROUNDS_PER_BEAT = 100_000;
  private static final Duration BOOT_DEADLINE = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(1);

  /** A file lock is not for threads. */
  private static final ReentrantLock MEASURING = new ReentrantLock();

  private final String binary;
  private final Path folder;

  /**
   * @param folder of this host, shared by all drivers on it
   */
  Calibration(String binary, Path folder) {
    this.binary = binary;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * @param key what the result holds for: QEMU's version, the kernel's
   */
  record Result(String key, long kvmBeats, long tcgBeats) {
    /** By so much that a busy host cannot have feigned it. */
    boolean kvmIsFaster() {
      return kvmBeats > 2 * tcgBeats;
    }
  }

  /** What a result for this version of QEMU is kept under. */
  String key(String version) {
    return binary + " " + version + " on Linux " + System.getProperty("os.version");
  }

  /** Measures, unless a result for {@code key} is on file; one at a time on this host. */
  Result result(String key) {
    MEASURING.lock();
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("calibration.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      return onFile().filter(result -> result.key().equals(key)).orElseGet(() -> measure(key));
    } catch (IOException e) {
      LOG.warn("cannot calibrate: {}", e.getMessage());
      return new Result(key, 0, 0);
    } finally {
      MEASURING.unlock();
    }
  }

  private Optional<Result> onFile() {
    try {
      return Optional.of(SpecJson.MAPPER.readValue(file().toFile(), Result.class));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Result measure(String key) {
    var result = new Result(key, beats("kvm"), beats("tcg"));
    LOG.info("calibrated: {} beats under KVM, {} under TCG", result.kvmBeats, result.tcgBeats);
    try {
      SpecJson.MAPPER.writeValue(file().toFile(), result);
    } catch (IOException e) {
      LOG.warn("cannot keep the calibration: {}", e.getMessage());
    }
    return result;
  }

  private Path file() {
    return folder.resolve("calibration.json");
  }

  /** Beats in a second, 0 when the guest does not even boot. */
  private long beats(String accelerator) {
    Path image = folder.resolve("calibration-" + accelerator + ".img");
    try (var receiver = BeatReceiver.open()) {
      Files.write(image, PulseGuest.spinning(ROUNDS_PER_BEAT));
      QemuProcess process =
          QemuProcess.launch(
              arguments(accelerator, image, receiver.port()), folder.resolve("calibration.log"));
      try {
        return beats(receiver);
      } finally {
        process.end(Duration.ofSeconds(2));
      }
    } catch (IOException | HypervisorException e) {
      LOG.warn("cannot calibrate {}: {}", accelerator, e.getMessage());
      return 0;
    } finally {
      var _ = image.toFile().delete();
    }
  }

  private static long beats(BeatReceiver receiver) {
    try {
      receiver.next().toCompletableFuture().get(BOOT_DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
      long before = receiver.count();
      Thread.sleep(MEASURED);
      return receiver.count() - before;
    } catch (TimeoutException | ExecutionException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Under {@code timeout}: it must not go on computing when this process is killed meanwhile. */
  private List<String> arguments(String accelerator, Path image, int port) {
    return List.of(
        "timeout",
        "-k",
        "1",
        "20",
        binary,
        "-name",
        "novacron-calibration",
        "-machine",
        "pc,accel=" + accelerator,
        "-m",
        "size=32M",
        "-nodefaults",
        "-no-user-config",
        "-display",
        "none",
        "-blockdev",
        QemuCommandLine.blockdev("disk0", image.toString(), "raw", true),
        "-device",
        "virtio-blk-pci,drive=disk0,bootindex=0",
        "-chardev",
        QemuCommandLine.beats(port),
        "-device",
        QemuCommandLine.DEBUG_CONSOLE);
  }
}
