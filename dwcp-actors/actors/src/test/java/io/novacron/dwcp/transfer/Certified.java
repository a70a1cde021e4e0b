package io.novacron.dwcp.transfer;

import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.LiveTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Nodes with certificates, of authorities of this JVM. */
final class Certified {
  private final PkiFolder pki;

  private Certified(Path folder) {
    pki = new PkiFolder(folder);
    pki.init(Instant.now());
  }

  static Certified authority() throws IOException {
    return new Certified(Files.createTempDirectory("pki"));
  }

  LiveTls node(String name) {
    var files = pki.issueNode(new Owner(name, List.of(name)), Instant.now());
    return LiveTls.open(files, InstantSource.system(), message -> {});
  }

  LiveTls client(String name) {
    var files = pki.issueClient(new Owner(name, List.of()), Instant.now());
    return LiveTls.open(files, InstantSource.system(), message -> {});
  }
}
