package io.novacron.control;

import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * VMs as they last answered here, the latest few of them. Any of them may have changed since: who
 * relies on one says by its version what it relies on. Safe for threads.
 */
final class SeenVms {
  private static final int MOST = 4_096;

  private final Map<VmId, VmRecord> records =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<VmId, VmRecord> eldest) {
          return size() > MOST;
        }
      };

  /** It has answered so. */
  synchronized void note(VmRecord record) {
    records.remove(record.id());
    if (record.exists()) {
      records.put(record.id(), record);
    }
  }

  /** How it answered last, if that was not long ago. */
  synchronized Optional<VmRecord> lately(VmId vm) {
    return Optional.ofNullable(records.get(vm));
  }
}
