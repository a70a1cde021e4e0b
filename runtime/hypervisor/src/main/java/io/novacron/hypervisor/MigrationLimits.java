package io.novacron.hypervisor;

import java.time.Duration;

/**
 * What a migration out may cost.
 *
 * @param downtime for which the guest may stand still while the rest of its memory is written to
 *     the stream; what the link still holds comes on top, so the caller subtracts it beforehand
 */
public record MigrationLimits(Duration downtime) {}
