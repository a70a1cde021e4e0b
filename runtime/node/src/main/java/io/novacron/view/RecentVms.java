package io.novacron.view;

import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * VMs as they were when they were noted; the ones touched longest ago are forgotten. Any of them
 * may have changed since: who relies on one says by its version what it relies on. Safe for
 * threads.
 */
public final class RecentVms {
  private final Map<VmId, VmRecord> records;

  /**
   * @param most how many are remembered
   */
  public RecentVms(int most) {
    records =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<VmId, VmRecord> eldest) {
            return size() > most;
          }
        };
  }

  /** It is so now. */
  public synchronized void note(VmRecord record) {
    records.put(record.id(), record);
  }

  /** As it was noted last. */
  public synchronized Optional<VmRecord> find(VmId vm) {
    return Optional.ofNullable(records.get(vm));
  }

  /** All of them are forgotten. */
  synchronized void forget() {
    records.clear();
  }
}
