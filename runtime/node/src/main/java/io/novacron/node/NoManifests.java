package io.novacron.node;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The class loader of an actor system: the application's, without manifests. Pekko reads all of
 * them at each start to compare its own versions, which the build has settled (ADR 2), and warns of
 * the one that is older; jars that are signed are verified for it (docs/bench.md).
 */
final class NoManifests extends ClassLoader {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  NoManifests(ClassLoader application) {
    super("novacron-no-manifests", application);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return MANIFEST.equals(name) ? Collections.emptyEnumeration() : super.getResources(name);
  }
}
