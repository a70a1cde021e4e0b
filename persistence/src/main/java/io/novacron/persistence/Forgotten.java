package io.novacron.persistence;

/**
 * Stands in a feed where events were that {@link Retention} has taken away: who goes on from before
 * them has not been told of everything. Its id is that of the last of them.
 */
public record Forgotten() {}
