package io.novacron.migration;

/**
 * Where the target waits for the stream.
 *
 * @param ticket which the source must show; good for this migration only
 */
public record StreamOffer(String host, int port, String ticket) {}
