package io.novacron.agent;

import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import java.util.Map;

/** Which VMs are believed to run on this host, each with the token of its grant. */
@FunctionalInterface
public interface RollCall {
  /** Asks the read side; blocks for seconds at most, and may be a little behind. */
  Map<VmId, Token> believed(String host);
}
