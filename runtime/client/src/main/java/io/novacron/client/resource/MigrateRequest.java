package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code :migrate}.
 *
 * @param target null lets the cluster choose
 * @param maxPauseMillis how long the guest may stand still, ms; null means 300
 */
public record MigrateRequest(@Nullable String target, @Nullable Long maxPauseMillis) {}
