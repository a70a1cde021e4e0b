package io.novacron.client.resource;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mode was judged from.
 *
 * @param measuredAt when; null before the first round
 * @param rdma whether the machine has an RDMA device
 * @param linkBitsPerSecond the speed that its fastest network link has agreed on, no measurement;
 *     null when the kernel does not say
 * @param carriedBytesPerSecond bytes on the wire that the last migration from here put through;
 *     null when there was none within the last hour
 */
public record ModeInputsResource(
    @Nullable Instant measuredAt,
    List<PeerRttResource> peers,
    boolean rdma,
    @Nullable Long linkBitsPerSecond,
    @Nullable Long carriedBytesPerSecond) {
  public ModeInputsResource {
    peers = List.copyOf(peers);
  }
}
