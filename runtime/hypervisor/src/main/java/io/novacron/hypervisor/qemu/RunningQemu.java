package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A QEMU that somebody else has started, asked over a QMP socket that is free. */
public final class RunningQemu {
  private static final String TYPE_SUFFIX = "-machine";

  private RunningQemu() {}

  /**
   * Writes the guest's memory to {@code file}, raw, guest-physical from 0. The guest stands still
   * meanwhile, and afterwards runs if it ran before. It is QEMU that writes, as its own user.
   *
   * @param socket of {@code -qmp unix:SOCKET,server=on,wait=off}, which nobody else is connected to
   * @return bytes of memory that the guest has
   * @throws HypervisorException when there is no QEMU, it does not answer, or it cannot write there
   */
  public static long capture(Path socket, Path file) {
    if (!Files.exists(socket)) {
      throw new HypervisorException(Kind.UNAVAILABLE, "there is no socket " + socket);
    }
    try (var qmp = new QmpLink(socket, QemuSettings.defaults(), () -> true)) {
      boolean running = qmp.execute("query-status").path("running").asBoolean();
      if (!running) {
        return write(qmp, file);
      }
      qmp.execute("stop");
      try {
        return write(qmp, file);
      } finally {
        qmp.execute("cont");
      }
    }
  }

  private static long write(QmpLink qmp, Path file) {
    String type = qmp.execute("qom-get", Map.of("path", "/machine", "property", "type")).asText();
    long bytes = qmp.execute("query-memory-size-summary").path("base-memory").asLong();
    MemoryDump.write(machine(type), bytes, qmp, file);
    return bytes;
  }

  private static String machine(String type) {
    return type.endsWith(TYPE_SUFFIX)
        ? type.substring(0, type.length() - TYPE_SUFFIX.length())
        : type;
  }
}
