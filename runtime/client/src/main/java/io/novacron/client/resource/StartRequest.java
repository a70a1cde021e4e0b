package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code :start}.
 *
 * @param host null lets the cluster choose
 */
public record StartRequest(@Nullable String host) {}
