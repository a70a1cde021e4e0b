package io.novacron.persistence;

import java.time.Instant;

/**
 * Something that was journalled.
 *
 * @param id its place in the order of the journal: rises from event to event, with gaps
 * @param persistenceId {@code <type>|<entity>}; empty for a {@link Forgotten}
 * @param sequenceNr its place among the events of that entity, from 1; 0 for a {@link Forgotten}
 * @param event what happened, as of today's version
 * @param timestamp when it was written down
 */
public record FeedEvent(
    long id, String persistenceId, long sequenceNr, Object event, Instant timestamp) {}
