package io.novacron.vm;

/**
 * An idempotency key as it was used.
 *
 * @param fingerprint of the request it came with
 * @param operation which that request began; empty if it began none
 */
public record KeyUse(String key, String fingerprint, String operation) {}
