package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code :stop}.
 *
 * @param graceSeconds how long the guest may take to shut down by itself, s; null means 10
 */
public record StopRequest(@Nullable Integer graceSeconds) {}
