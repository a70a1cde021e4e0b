package io.novacron.view;

import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** VMs as they were after the last events that were folded; the ones touched longest ago go. */
final class RememberedVms {
  private static final int MOST = 10_000;

  private final Map<VmId, VmRecord> records =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<VmId, VmRecord> eldest) {
          return size() > MOST;
        }
      };

  /** The VM, if it is remembered as it was after {@code version} events, and not otherwise. */
  synchronized Optional<VmRecord> at(VmId id, long version) {
    return Optional.ofNullable(records.get(id)).filter(record -> record.version() == version);
  }

  synchronized void put(VmRecord record) {
    records.put(record.id(), record);
  }

  /** All of them. */
  synchronized void forget() {
    records.clear();
  }
}
