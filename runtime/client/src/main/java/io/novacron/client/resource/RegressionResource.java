package io.novacron.client.resource;

/**
 * Something took more than one and a half times what it usually does, and at least 100 ms more.
 *
 * @param component empty for the boot as a whole
 * @param usualSeconds the median of the last ten boots before
 */
public record RegressionResource(String component, double seconds, double usualSeconds) {}
