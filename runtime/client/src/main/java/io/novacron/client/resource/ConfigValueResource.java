package io.novacron.client.resource;

/**
 * A value of the configuration.
 *
 * @param key dotted, such as {@code database.url}
 * @param value as text; a list with commas
 * @param origin {@code default}, {@code FILE:LINE}, {@code environment NAME} or {@code command line
 *     OPTION}
 * @param reloadable whether it can change while the node runs
 */
public record ConfigValueResource(String key, String value, String origin, boolean reloadable) {}
