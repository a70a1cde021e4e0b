package io.novacron.persistence;

import java.time.Instant;

/**
 * An operation or a migration in lists.
 *
 * @param vm the VM that it is about
 * @param state what one filters by
 * @param document JSON, of the writer's own making
 */
public record TaskRow(String id, String vm, String state, String document, Instant updatedAt) {}
