package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.Heartbeats;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.qemu.GuestRecord.Phase;
import io.novacron.vm.Heartbeat;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes guests: a process, what is recorded of it, and the line to it; or nothing at all. */
final class GuestMaker {
  private final QemuSettings settings;
  private final GuestFolders folders;
  private final Consumer<QemuGuest> whenGone;

  GuestMaker(QemuSettings settings, GuestFolders folders, Consumer<QemuGuest> whenGone) {
    this.settings = settings;
    this.folders = folders;
    this.whenGone = whenGone;
  }

  /** A guest that runs. */
  QemuGuest start(GuestSpec spec) {
    QemuGuest guest = make(spec, Phase.STARTING);
    try {
      guest.letRun();
      guest.settle();
      return guest;
    } catch (RuntimeException e) {
      guest.destroy();
      throw e;
    }
  }

  /** A guest that takes a migration in. */
  QemuIncoming accept(GuestSpec spec) {
    QemuGuest guest = make(spec, Phase.INCOMING);
    try {
      return guest.takeIn();
    } catch (RuntimeException e) {
      guest.destroy();
      throw e;
    }
  }

  private QemuGuest make(GuestSpec spec, Phase phase) {
    GuestFolder folder = folders.of(spec.vm());
    folder.prepare();
    Heartbeats beats = heartbeats(spec);
    try {
      return connected(launch(folder, spec, phase, beats), folder);
    } catch (RuntimeException e) {
      close(beats);
      folder.removeTraces();
      throw e;
    }
  }

  /** Recorded before the process is, so that a process that we lose at once can be found. */
  private QemuGuest launch(GuestFolder folder, GuestSpec spec, Phase phase, Heartbeats beats) {
    int port = beats instanceof BeatReceiver receiver ? receiver.port() : 0;
    var record = new GuestRecord(spec, phase, null, port);
    folder.record(record);
    var wiring = new QemuCommandLine.Wiring(folder.monitor(), folder.console(), port);
    QemuProcess process =
        QemuProcess.launch(
            QemuCommandLine.of(settings.binary(), spec, wiring, phase == Phase.INCOMING),
            folder.log());
    try {
      GuestRecord complete = record.with(process.identity());
      folder.record(complete);
      return guest(folder, complete, process, beats);
    } catch (RuntimeException e) {
      process.end(Duration.ZERO);
      throw e;
    }
  }

  private static QemuGuest connected(QemuGuest guest, GuestFolder folder) {
    try {
      guest.connect();
      return guest;
    } catch (HypervisorException e) {
      guest.destroy();
      throw e.kind() == Kind.GUEST_GONE
          ? new HypervisorException(
              Kind.FAILED, "QEMU did not start: " + Tail.lastLine(folder.log()), e)
          : e;
    }
  }

  /** A guest that an earlier process made. */
  QemuGuest adopt(GuestFolder folder, GuestRecord record, QemuProcess process) {
    int port = record.beatPort();
    Heartbeats beats = port == 0 ? Heartbeats.NONE : BeatReceiver.reopen(port);
    return guest(folder, record, process, beats);
  }

  private QemuGuest guest(
      GuestFolder folder, GuestRecord record, QemuProcess process, Heartbeats beats) {
    var qmp = new QmpLink(folder.monitor(), settings, process::alive);
    return new QemuGuest(folder, record, process, qmp, beats, whenGone).watched();
  }

  private static Heartbeats heartbeats(GuestSpec spec) {
    return spec.spec().heartbeat() == Heartbeat.NONE ? Heartbeats.NONE : BeatReceiver.open();
  }

  private static void close(Heartbeats beats) {
    if (beats instanceof BeatReceiver receiver) {
      receiver.close();
    }
  }
}
