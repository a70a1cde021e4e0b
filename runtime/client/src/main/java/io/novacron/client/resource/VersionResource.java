package io.novacron.client.resource;

/**
 * The software that answers.
 *
 * @param build what it was built from
 * @param java version of its JVM
 * @param node that answered
 */
public record VersionResource(
    String version, String build, String java, String node, String site) {}
