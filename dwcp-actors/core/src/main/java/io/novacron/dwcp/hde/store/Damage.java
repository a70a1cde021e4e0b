package io.novacron.dwcp.hde.store;

/**
 * A file of an entry that is not as it was kept.
 *
 * @param file its name in the folder
 * @param why what is wrong with it
 */
public record Damage(String file, String why) {}
