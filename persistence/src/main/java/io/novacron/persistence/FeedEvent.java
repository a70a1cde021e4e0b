package io.novacron.persistence;

import java.time.Instant;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Sequence;

/**
 * Something that was journalled.
 *
 * @param id its place in the order of the journal: rises from event to event, with gaps
 * @param persistenceId {@code <type>|<entity>}
 * @param sequenceNr its place among the events of that entity, from 1
 * @param event what happened, as of today's version
 * @param timestamp when it was written down
 */
public record FeedEvent(
    long id, String persistenceId, long sequenceNr, Object event, Instant timestamp) {
  static FeedEvent of(EventEnvelope envelope) {
    return new FeedEvent(
        ((Sequence) envelope.offset()).value(),
        envelope.persistenceId(),
        envelope.sequenceNr(),
        envelope.event(),
        Instant.ofEpochMilli(envelope.timestamp()));
  }
}
