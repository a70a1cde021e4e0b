package io.novacron.mode;

import io.novacron.wire.Wire;

/** The answer to the {@link Ping} of that number. */
public record Pong(long number) implements Wire {}
