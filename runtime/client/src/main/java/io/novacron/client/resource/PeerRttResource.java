package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * Round trips to another node.
 *
 * @param node its id; null when it has not told it yet
 * @param address such as {@code pekko://novacron@10.0.0.1:25520}
 * @param rttMillis the shortest one; null when none came back
 * @param asked how many were begun
 * @param answered how many came back
 */
public record PeerRttResource(
    @Nullable String node, String address, @Nullable Double rttMillis, int asked, int answered) {}
