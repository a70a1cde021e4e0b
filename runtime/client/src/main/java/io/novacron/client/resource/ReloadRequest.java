package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code /v1/config:reload}.
 *
 * @param validateOnly true only shows what would change; null means false
 */
public record ReloadRequest(@Nullable Boolean validateOnly) {}
