package io.novacron.multijvm;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.qemu.QemuDriver;
import io.novacron.hypervisor.qemu.QemuSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What outlives the nodes of a cluster: guests, which are meant to, and folders. */
public final class Leftovers {
  private Leftovers() {}

  /** Ends the guests that live on without their node. */
  public static void endGuests(Path nodeData) {
    if (!Files.isDirectory(nodeData)) {
      return;
    }
    try (HypervisorDriver driver = QemuDriver.create(nodeData, QemuSettings.defaults())) {
      driver.guests().forEach(Guest::destroy);
    }
  }

  /** Removes {@code folder} and all that is in it. */
  public static void remove(Path folder) {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deepestFirst.forEach(path -> path.toFile().delete());
  }
}
