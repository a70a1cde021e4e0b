package io.novacron.init;

/**
 * Something took much longer than it used to.
 *
 * @param component empty for the boot as a whole
 * @param usualNanos the median of the boots before
 */
public record Regression(String component, long tookNanos, long usualNanos) {}
