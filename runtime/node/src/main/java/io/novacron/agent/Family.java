package io.novacron.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which checkpoints may be of use for a VM: its own, and those of others that were made alike.
 *
 * @param name of its own
 * @param kin what the names of those of its kin end with
 * @param memoryBytes that it is made with
 */
record Family(String name, String kin, long memoryBytes) {
  private static final long MIB = 1L << 20;

  private static final int KIN_BYTES = 8;

  static Family of(VmId vm, VmSpec spec) {
    String disk = spec.disks().isEmpty() ? "" : spec.disks().getFirst().path();
    String made = String.join("|", spec.machine(), "" + spec.memoryMiB(), "" + spec.boot(), disk);
    String kin = "@" + HexFormat.of().formatHex(sha256(made), 0, KIN_BYTES);
    return new Family(vm.value() + kin, kin, spec.memoryMiB() * MIB);
  }

  /** Whether {@code other} is of the same VM, however it was made. */
  boolean isOf(String other) {
    String vm = name.substring(0, name.length() - kin.length());
    return other.startsWith(vm + "@");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
