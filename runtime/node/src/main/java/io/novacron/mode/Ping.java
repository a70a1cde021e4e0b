package io.novacron.mode;

import io.novacron.wire.Wire;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Asks for a {@link Pong} at once.
 *
 * @param number comes back with it
 */
public record Ping(long number, ActorRef<Pong> replyTo) implements Wire {}
