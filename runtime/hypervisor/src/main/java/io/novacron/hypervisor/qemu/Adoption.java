package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.vm.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the guests that outlived the process that made them, and clears away what did not. */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  /** In which a QEMU that has its whole stream, or the end of a broken one, is done with it. */
  private static final Duration ARRIVAL = Duration.ofSeconds(5);

  private static final Duration MOMENT = Duration.ofMillis(20);

  private final GuestFolders folders;
  private final GuestMaker maker;
  private final List<QemuGuest> found = new ArrayList<>();
  private final Map<VmId, QemuProcess> uncontrolled = new HashMap<>();

  Adoption(GuestFolders folders, GuestMaker maker) {
    this.folders = folders;
    this.maker = maker;
  }

  /**
   * What was found.
   *
   * @param guests that can be controlled as before
   * @param uncontrolled living processes whose record cannot be read
   */
  record Found(List<QemuGuest> guests, Map<VmId, QemuProcess> uncontrolled) {}

  Found run() {
    folders.recorded().forEach(this::lookIfPossible);
    return new Found(List.copyOf(found), Map.copyOf(uncontrolled));
  }

  /** One that cannot be adopted lives on, and does not keep the others from it. */
  private void lookIfPossible(VmId vm) {
    try {
      look(vm);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be adopted: end it by hand, and the VM is failed", vm, e);
      GuestFolder folder = folders.of(vm);
      process(folder, folder.record()).ifPresent(process -> uncontrolled.put(vm, process));
    }
  }

  private void look(VmId vm) {
    GuestFolder folder = folders.of(vm);
    Optional<GuestRecord> record = folder.record();
    Optional<QemuProcess> process = process(folder, record);
    if (process.isEmpty()) {
      folder.removeTraces();
    } else if (record.isEmpty()) {
      LOG.error(
          "process {} runs {}, but its record is broken: start the version that wrote it, or end it"
              + " by hand, and the VM is failed",
          process.get().identity(),
          vm);
      uncontrolled.put(vm, process.get());
    } else {
      judge(folder, record.get(), process.get());
    }
  }

  /**
   * By its record, or, if it was lost between start and record, by the socket that it listens on.
   */
  private static Optional<QemuProcess> process(GuestFolder folder, Optional<GuestRecord> record) {
    return record
        .flatMap(guest -> Optional.ofNullable(guest.process()))
        .map(QemuProcess::adopt)
        .orElseGet(() -> QemuProcess.withArgument(folder.monitor().toString()));
  }

  private void judge(GuestFolder folder, GuestRecord record, QemuProcess process) {
    switch (record.phase()) {
      case STARTING -> remove(folder, process);
      case INCOMING -> keepIfArrived(maker.adopt(folder, record, process));
      case READY -> keep(maker.adopt(folder, record, process));
    }
  }

  private static void remove(GuestFolder folder, QemuProcess process) {
    process.end(Duration.ZERO);
    folder.removeTraces();
  }

  private void keepIfArrived(QemuGuest guest) {
    if (arrived(guest)) {
      guest.settle();
      keep(guest);
    } else {
      LOG.info("{} had not arrived completely and is removed", guest.spec().vm());
      guest.destroy();
    }
  }

  private static boolean arrived(QemuGuest guest) {
    try {
      Deadline deadline = Deadline.in(ARRIVAL);
      GuestState state = guest.state();
      while (state == GuestState.INCOMING && deadline.pause(MOMENT)) {
        state = guest.state();
      }
      return state == GuestState.PAUSED;
    } catch (HypervisorException e) {
      LOG.warn("{} does not say whether it has arrived: {}", guest.spec().vm(), e.getMessage());
      return false;
    }
  }

  private void keep(QemuGuest guest) {
    found.add(guest);
    try {
      guest.adopted();
    } catch (HypervisorException e) {
      LOG.warn("{} lives but does not answer: {}", guest.spec().vm(), e.getMessage());
    }
  }
}
