package io.novacron.node;

import io.novacron.client.resource.VersionResource;

/** What this software calls itself. */
final class Version {
  private Version() {}

  static VersionResource of(NodeSettings settings) {
    return new VersionResource(
        number(), "", Runtime.version().toString(), settings.id(), settings.site());
  }

  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
