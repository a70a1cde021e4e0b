package io.novacron.vm;

import org.jspecify.annotations.Nullable;

/** How a VM boots. */
public sealed interface Boot {
  /** From its first disk. */
  record FromDisk() implements Boot {}

  /**
   * A kernel that the hypervisor loads itself: absolute paths on the host, the same on every host
   * that the VM may move to.
   */
  record FromKernel(String kernel, @Nullable String initrd, String cmdline) implements Boot {}
}
