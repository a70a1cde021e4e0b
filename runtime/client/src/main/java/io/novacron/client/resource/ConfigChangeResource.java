package io.novacron.client.resource;

/**
 * A value of the configuration that differs from what counts.
 *
 * @param origin of the new value
 * @param reloadable whether it can change while the node runs
 */
public record ConfigChangeResource(
    String key, String before, String after, String origin, boolean reloadable) {}
