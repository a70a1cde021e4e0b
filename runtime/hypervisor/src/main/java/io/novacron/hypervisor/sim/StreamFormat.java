package io.novacron.hypervisor.sim;

import io.novacron.vm.VmSpec;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of a simulated guest's migration, big-endian:
 *
 * <pre>
 * header  magic:8 "NOVASIM\n"  version:2 = 1  reserved:2 = 0  memoryMiB:4  shape:4
 * PAGE    kind:1 = 1  page:4  content:4096
 * ZERO    kind:1 = 2  page:4  count:4            pages that are zero throughout
 * STATE   kind:1 = 3  random:8  steps:8  beats:8  once, right before END
 * END     kind:1 = 4  crc:4                      CRC-32C of all bytes before this frame
 * </pre>
 *
 * {@code shape} is a checksum of the spec: a guest only arrives in a machine that is like its own.
 */
final class StreamFormat {
  static final long MAGIC = 0x4E4F_5641_5349_4D0AL;
  static final short VERSION = 1;
  static final int HEADER_BYTES = 20;

  /** A frame begins with its kind. */
  static final int KIND_BYTES = 1;

  static final byte PAGE = 1;
  static final byte ZERO = 2;
  static final byte STATE = 3;
  static final byte END = 4;

  static final int MAX_FRAME_BYTES = KIND_BYTES + Integer.BYTES + GuestMemory.PAGE_BYTES;

  private StreamFormat() {}

  /** Length of a frame with its kind, bytes. */
  static int frameBytes(byte kind) throws MalformedStreamException {
    return switch (kind) {
      case PAGE -> MAX_FRAME_BYTES;
      case ZERO -> KIND_BYTES + 2 * Integer.BYTES;
      case STATE -> KIND_BYTES + DeviceState.BYTES;
      case END -> KIND_BYTES + Integer.BYTES;
      default -> throw new MalformedStreamException("there is no frame of kind " + kind);
    };
  }

  /** Checksum of what two machines must have in common. */
  static int shape(VmSpec spec) {
    String shape =
        String.join(
            "|",
            Integer.toString(spec.cpus()),
            spec.machine(),
            spec.cpuModel(),
            spec.heartbeat().name(),
            spec.workload().toString());
    var crc = new CRC32C();
    crc.update(shape.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
