package io.novacron.dwcp.mode;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known when a mode is judged.
 *
 * @param peers round trips to each peer that was asked
 * @param machine what the node's machine has
 * @param carriedBytesPerSecond bytes on the wire that a migration from here has lately put through,
 *     above 0. It says what a path can carry at least: a sender may have had less to send
 */
public record Evidence(List<PeerRtt> peers, Machine machine, OptionalLong carriedBytesPerSecond) {
  /**
   * A machine's devices.
   *
   * @param rdma whether it has a device for remote direct memory access
   * @param linkBitsPerSecond the speed that its fastest network link has agreed on, above 0; not a
   *     measurement of any path. Empty when the kernel does not say, as of most virtual devices
   */
  public record Machine(boolean rdma, OptionalLong linkBitsPerSecond) {
    /** One of which nothing is known. */
    public static final Machine UNKNOWN = new Machine(false, OptionalLong.empty());
  }

  public Evidence {
    peers = List.copyOf(peers);
  }

  /** Nothing has been measured yet. */
  public static Evidence of(Machine machine) {
    return new Evidence(List.of(), machine, OptionalLong.empty());
  }
}
