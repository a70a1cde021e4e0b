package io.novacron.client.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PATCH /v1/vms/{name}}.
 *
 * @param labels all that the VM has from now on; null when absent, which the server refuses
 */
public record LabelsRequest(@Nullable Map<String, String> labels) {}
