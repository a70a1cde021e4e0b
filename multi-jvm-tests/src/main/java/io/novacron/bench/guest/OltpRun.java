package io.novacron.bench.guest;

import io.novacron.bench.guest.OltpGuest.Writes;
import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.qemu.QemuDriver;
import io.novacron.hypervisor.qemu.QemuSettings;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One {@link OltpGuest} under the product's own QEMU driver, from its start to its end. */
final class OltpRun implements AutoCloseable {
  private static final Duration BOOT = Duration.ofMinutes(3);
  private static final int CONSOLE_BYTES = 1 << 16;
  private static final String MACHINE = "pc-i440fx-7.2";
  private static final String CPU_MODEL = "Nehalem";

  private final HypervisorDriver driver;
  private final Guest guest;
  private final Thread atExit = new Thread(this::end, "end-of-guest");

  private OltpRun(HypervisorDriver driver, Guest guest) {
    this.driver = driver;
    this.guest = guest;
  }

  /** After Ctrl-C as well, since a guest of the driver lives on without us. */
  private OltpRun endingWithUs() {
    Runtime.getRuntime().addShutdownHook(atExit);
    return this;
  }

  /**
   * @param data folder of the driver, of this run alone
   * @throws HypervisorException if it cannot be started: {@code UNAVAILABLE} without QEMU
   */
  static OltpRun start(OltpGuest made, Path data, long seed, Writes writes) {
    HypervisorDriver driver = QemuDriver.create(data, QemuSettings.defaults());
    try {
      DriverReport report = driver.probe();
      if (!report.available()) {
        throw new HypervisorException(Kind.UNAVAILABLE, report.reason());
      }
      var spec = made.spec(MACHINE, CPU_MODEL, Heartbeat.SERIAL, seed, writes);
      String accelerator = report.accelerators().getFirst();
      var whole = new GuestSpec(new VmId("oltp"), new Token(0, 1), spec, accelerator);
      return new OltpRun(driver, driver.start(whole)).endingWithUs();
    } catch (RuntimeException e) {
      driver.close();
      throw e;
    }
  }

  /**
   * Waits until it writes.
   *
   * @throws HypervisorException {@code TIMED_OUT} after three minutes, with the end of its console
   */
  OltpRun ready() {
    long deadline = System.nanoTime() + BOOT.toNanos();
    while (!console().contains(OltpGuest.READY)) {
      if (System.nanoTime() > deadline || guest.ended().toCompletableFuture().isDone()) {
        throw new HypervisorException(Kind.TIMED_OUT, "the guest is not ready: " + console());
      }
      LockSupport.parkNanos(100_000_000);
    }
    return this;
  }

  Guest guest() {
    return guest;
  }

  /** The end of what it wrote on its console. */
  String console() {
    return new String(guest.consoleLog(CONSOLE_BYTES), StandardCharsets.UTF_8);
  }

  /** Writes its memory to {@code file}, while it stands still. */
  void dump(Path file) {
    guest.pause();
    guest.dumpMemory(file);
    guest.resume();
  }

  /** QEMU's. */
  String version() {
    return driver.probe().version() + ", " + guest.spec().accelerator();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
      end();
    } catch (IllegalStateException _) {
      // it is being ended already, since we are
    }
  }

  private void end() {
    try (driver) {
      guest.destroy();
    }
  }
}
