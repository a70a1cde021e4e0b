package io.novacron.client.resource;

/**
 * Body of {@code /v1/cluster:leave} and {@code :down}.
 *
 * @param node id of the node meant
 */
public record NodeRequest(String node) {}
