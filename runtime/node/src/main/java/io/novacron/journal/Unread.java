package io.novacron.journal;

/**
 * An event in the journal that this version cannot read. An entity that meets one refuses
 * everything from there on, since what it would decide could contradict it.
 *
 * @param reason names the event, and the remedy
 */
public record Unread(String reason) {}
