package io.novacron.persistence;

import java.time.Instant;

/**
 * A host in lists.
 *
 * @param document JSON, of the writer's own making
 */
public record HostRow(String name, String document, Instant updatedAt) {}
