package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.TlsFiles;
import io.novacron.tls.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsPlaneTest {
  private static final String BEYOND = "10.0.0.1";

  @TempDir private Path folder;
  private Instant now = Instant.now();

  private TlsPlane plane(TlsSettings settings, String bind) {
    return TlsPlane.of(settings, TlsOwner.of("n1", bind, settings.hosts()), bind, () -> now);
  }

  private static StartException fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowableOfType(StartException.class, work);
  }

  @Test
  void loopbackIsInTheClearUnlessToldOtherwise() {
    TlsPlane plane = plane(TlsSettings.whereNeeded(folder), "127.0.0.1");
    plane.prepare();
    assertThat(plane.isOn()).isFalse();
    assertThat(plane.overlay().isEmpty()).isTrue();
    assertThat(plane.amongNodes()).isNull();
    assertThat(plane.api()).isNull();
    assertThat(plane.management()).isNull();
    assertThat(plane.maintain()).isEmpty();
    assertThat(folder).isEmptyDirectory();
    assertThat(plane(TlsSettings.auto(folder), "127.0.0.1").isOn()).isTrue();
  }

  @Test
  void beyondLoopbackItIsRequired() {
    assertThat(plane(TlsSettings.whereNeeded(folder), BEYOND).isOn()).isTrue();
    var off = new TlsSettings(TlsSettings.Mode.OFF, folder, Optional.empty(), List.of(), true);
    assertThat(plane(off, "127.0.0.1").isOn()).isFalse();
    var fault = fault(() -> plane(off, BEYOND));
    assertThat(fault.description()).contains("10.0.0.1 without TLS");
    assertThat(fault.action()).contains("security.tls to auto or files");
    assertThat(fault(() -> plane(off, "0.0.0.0"))).isNotNull();
  }

  @Test
  void anAuthorityIsMadeAndACertificateForAllItsNames() {
    var settings =
        new TlsSettings(
            TlsSettings.Mode.WHERE_NEEDED, folder, Optional.empty(), List.of("n1.example"), true);
    TlsPlane plane = plane(settings, BEYOND);
    plane.prepare();
    assertThat(folder.resolve("ca.key")).exists();
    TlsMaterial material = TlsMaterial.load(TlsFiles.in(folder.resolve("n1")), now);
    for (String host : List.of("n1", "n1.example", BEYOND, "localhost", "127.0.0.1", "::1")) {
      assertThat(material.names().cover(host)).as(host).isTrue();
    }
    assertThat(plane.api()).isNotNull();
    assertThat(plane.overlay().getString("pekko.remote.artery.transport")).isEqualTo("tls-tcp");
  }

  @Test
  void aFolderThatWasCopiedHereIsUsedAsItIs() throws IOException {
    PkiFolder elsewhere = new PkiFolder(folder.resolve("elsewhere"));
    elsewhere.init(now);
    TlsFiles made = elsewhere.issueNode(new Owner("n1", List.of(BEYOND)), now);
    Path copied = made.ca().resolveSibling("");
    TlsPlane plane = plane(TlsSettings.auto(copied), BEYOND);
    plane.prepare();
    assertThat(plane.overlay().getString(TlsEngines.KEY)).isEqualTo(made.key().toString());
    try (var files = Files.list(copied)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aCopyBelowTheFolderIsUsedAndNotReplaced() throws IOException {
    PkiFolder elsewhere = new PkiFolder(folder.resolve("elsewhere"));
    elsewhere.init(now);
    elsewhere.issueNode(new Owner("n1", List.of(BEYOND)), now);
    Path here = Files.createDirectory(folder.resolve("here"));
    Files.move(folder.resolve("elsewhere/n1"), here.resolve("n1"));
    byte[] copied = Files.readAllBytes(here.resolve("n1/tls.crt"));
    plane(TlsSettings.auto(here), BEYOND).prepare();
    assertThat(here.resolve("n1/tls.crt")).hasBinaryContent(copied);
    assertThat(here.resolve("ca.key")).doesNotExist();
  }

  @Test
  void anExpiredCertificateStopsTheBootWithWhatToDo() {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    pki.init(now);
    TlsFiles files = pki.issueNode(new Owner("n1", List.of("n1")), now);
    now = now.plus(Duration.ofDays(91));
    var fault = fault(plane(TlsSettings.of(files), BEYOND)::prepare);
    assertThat(fault.description()).contains("has expired");
    assertThat(fault.reason()).contains("CN=n1 was valid until");
    assertThat(fault.action()).contains("novacron pki issue");
  }

  @Test
  void aClientsCertificateDoesNotMakeANode() {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    pki.init(now);
    TlsFiles files = pki.issueClient(new Owner("alice", List.of()), now);
    assertThat(fault(plane(TlsSettings.of(files), BEYOND)::prepare).description())
        .contains("is not one of a node");
  }

  @Test
  void anAuthorityWithoutItsKeyIsNotReplaced() throws IOException {
    PkiFolder pki = new PkiFolder(folder);
    pki.init(now);
    Files.delete(folder.resolve("ca.key"));
    assertThat(fault(plane(TlsSettings.auto(folder), BEYOND)::prepare).action())
        .contains("where the key is");
  }

  @Test
  void ownCertificatesAreRenewedInTime() {
    TlsPlane plane = plane(TlsSettings.auto(folder), "127.0.0.1");
    plane.prepare();
    assertThat(plane.maintain().orElseThrow().daysLeft(now)).isEqualTo(89);
    now = now.plus(Duration.ofDays(61));
    assertThat(plane.maintain().orElseThrow().daysLeft(now)).isEqualTo(89);
  }

  @Test
  void whatIsNotOursToRenewIsSaidInTime() {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    pki.init(now);
    TlsFiles files = pki.ensureNode(new Owner("n1", List.of("127.0.0.1")), now);
    TlsPlane plane = plane(TlsSettings.of(files), "127.0.0.1");
    plane.prepare();
    var job = new CertificateJob(plane, () -> now);

    assertThat(job.check()).isEmpty();
    assertThat(job.until().orElseThrow().getEpochSecond())
        .isEqualTo(now.plus(Duration.ofDays(90)).getEpochSecond());
    now = now.plus(Duration.ofDays(77));
    assertThat(job.check()).contains("n1", "ends in 12 days", "docs/security.md");
    now = now.plus(Duration.ofDays(14));
    assertThat(job.check()).contains("has ended");
  }

  @Test
  void withoutTlsThereIsNoCertificateToLookAfter() {
    var job = new CertificateJob(plane(TlsSettings.whereNeeded(folder), "127.0.0.1"), () -> now);

    assertThat(job.check()).isEmpty();
    assertThat(job.until()).isEmpty();
  }
}
