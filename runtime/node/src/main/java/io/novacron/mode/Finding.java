package io.novacron.mode;

import io.novacron.dwcp.mode.Evidence;
import io.novacron.dwcp.mode.Standing;
import java.time.Instant;

/**
 * What the last round has come to.
 *
 * @param evidence that it found
 * @param at when it ended
 */
public record Finding(Standing standing, Evidence evidence, Instant at) {}
