package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * A member of the cluster.
 *
 * @param address such as {@code pekko://novacron@10.0.0.1:25520}
 * @param node its id; null when it has not told it yet
 * @param status {@code joining weaklyup up leaving exiting down}
 * @param self whether it is the node that answers
 */
public record MemberResource(
    String address,
    @Nullable String node,
    @Nullable String site,
    String status,
    boolean reachable,
    boolean leader,
    boolean self) {}
