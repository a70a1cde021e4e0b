package io.novacron.client.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that happened.
 *
 * @param id rises from event to event
 * @param kind such as {@code vm.started}
 * @param subject name or id of what it happened to
 * @param data depends on the kind
 */
public record EventResource(long id, String kind, String subject, Instant at, JsonNode data) {}
