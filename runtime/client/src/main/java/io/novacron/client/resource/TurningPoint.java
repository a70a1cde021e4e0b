package io.novacron.client.resource;

import java.time.Instant;

/**
 * When a migration reached a state.
 *
 * @param point name of the state, such as {@code sealed}
 */
public record TurningPoint(String point, Instant at) {}
