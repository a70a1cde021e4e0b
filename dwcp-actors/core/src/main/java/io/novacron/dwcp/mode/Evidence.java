package io.novacron.dwcp.mode;

import java.util.Map;

/**
 * What is known about the way to the other nodes.
 *
 * @param peers how many there are; those without a measurement count, too
 * @param roundTripNanos the shortest round trip of late by peer
 * @param rdma whether this machine has a device for remote direct memory access
 */
public record Evidence(int peers, Map<String, Long> roundTripNanos, boolean rdma) {
  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException for more measured peers than peers, or a negative time
   */
  public Evidence {
    roundTripNanos = Map.copyOf(roundTripNanos);
    if (peers < roundTripNanos.size()) {
      throw new IllegalArgumentException(
          roundTripNanos.size() + " peers were measured, but there are only " + peers);
    }
    if (roundTripNanos.values().stream().anyMatch(nanos -> nanos < 0)) {
      throw new IllegalArgumentException("a round trip takes no negative time: " + roundTripNanos);
    }
  }
}
