package io.novacron.agent;

import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory of a host that VMs have been promised, and its sum, which is kept: to add it up at every
 * start would cost the more the more guests there are. Safe for threads.
 */
final class PromisedMemory {
  private final Map<VmId, Long> byVm = new ConcurrentHashMap<>();
  private final AtomicLong sumMiB = new AtomicLong();

  long sumMiB() {
    return sumMiB.get();
  }

  /** VMs that have been promised some. */
  int count() {
    return byVm.size();
  }

  /** In place of what the VM was promised before. */
  void promise(VmId vm, VmSpec spec) {
    Long before = byVm.put(vm, (long) spec.memoryMiB());
    sumMiB.addAndGet(spec.memoryMiB() - (before == null ? 0 : before));
  }

  void release(VmId vm) {
    Long promised = byVm.remove(vm);
    sumMiB.addAndGet(promised == null ? 0 : -promised);
  }
}
