package io.novacron.agent;

import io.novacron.vm.Believed;
import io.novacron.vm.VmId;
import java.util.Map;

/** Which VMs are believed to be on this host. */
@FunctionalInterface
public interface RollCall {
  /** Asks the read side; blocks for seconds at most, and may be a little behind. */
  Map<VmId, Believed> believed(String host);
}
