package io.novacron.vm;

/**
 * A host's right to run a VM.
 *
 * @param host id of the host
 * @param token fencing token of this grant; a later grant of the same VM compares greater
 * @param accelerator what the guest runs on there, such as {@code tcg}: it cannot change in a move
 */
public record Grant(String host, Token token, String accelerator) {}
