package io.novacron.client.resource;

/**
 * Body of {@code /v1/cluster:join}.
 *
 * @param address of a member, such as {@code pekko://novacron@10.0.0.1:25520}
 */
public record JoinRequest(String address) {}
