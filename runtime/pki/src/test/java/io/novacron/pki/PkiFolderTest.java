package io.novacron.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.novacron.tls.Names;
import io.novacron.tls.Pem;
import io.novacron.tls.TlsFiles;
import io.novacron.tls.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiFolderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Owner N1 = new Owner("n1", List.of("n1", "10.0.0.1"));

  @TempDir private Path folder;

  private PkiFolder made() {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    pki.init(NOW);
    return pki;
  }

  @Test
  void anAuthorityIsMadeOnceAndHoldsForTenYears() {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    assertThat(pki.hasAuthority()).isFalse();
    assertThat(pki.init(NOW)).isTrue();
    assertThat(pki.init(NOW)).isFalse();
    var authority = Pem.certificates(folder.resolve("pki/ca.crt")).getFirst();
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(authority.getNotAfter()).isEqualTo(NOW.plus(Duration.ofDays(3650)));
  }

  @Test
  void aNodeServesAndAsksAndAClientOnlyAsks() throws Exception {
    PkiFolder pki = made();
    var node = TlsMaterial.load(pki.issueNode(N1, NOW), NOW);
    var client = TlsMaterial.load(pki.issueClient(new Owner("alice", List.of()), NOW), NOW);
    assertThat(node.certificate().getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(client.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(node.names().dns()).contains(Names.NODE);
    assertThat(client.names().dns()).isEmpty();
    assertThat(node.certificate().getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    made().issueNode(N1, NOW);
    try (Stream<Path> all = Files.walk(folder.resolve("pki"))) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aNodesFilesStayUntilAThirdOfTheirTimeIsLeft() {
    PkiFolder pki = made();
    var first = TlsMaterial.load(pki.ensureNode(N1, NOW), NOW);
    Instant later = NOW.plus(Duration.ofDays(59));
    assertThat(TlsMaterial.load(pki.ensureNode(N1, later), later)).isEqualTo(first);
    Instant due = NOW.plus(Duration.ofDays(61));
    var renewed = TlsMaterial.load(pki.ensureNode(N1, due), due);
    assertThat(renewed.expiry().daysLeft(due)).isEqualTo(90);
    assertThat(renewed.key()).isEqualTo(first.key());
  }

  @Test
  void anExpiredOneIsMadeAnewAndSoIsOneThatLacksAName() {
    PkiFolder pki = made();
    pki.ensureNode(N1, NOW);
    Instant late = NOW.plus(Duration.ofDays(400));
    assertThat(TlsMaterial.load(pki.ensureNode(N1, late), late).expiry().over(late)).isFalse();
    var moved = new Owner("n1", List.of("n1", "10.0.0.9"));
    assertThat(TlsMaterial.load(pki.ensureNode(moved, late), late).names().cover("10.0.0.9"))
        .isTrue();
  }

  @Test
  void damagedFilesOfANodeAreMadeAnew() throws IOException {
    PkiFolder pki = made();
    TlsFiles files = pki.ensureNode(N1, NOW);
    Files.writeString(files.key(), "gone");
    assertThat(TlsMaterial.load(pki.ensureNode(N1, NOW), NOW).names().cover("n1")).isTrue();
  }

  @Test
  void aNodeOfAnotherAuthorityIsMadeAnew() throws IOException {
    PkiFolder pki = made();
    pki.ensureNode(N1, NOW);
    Files.delete(folder.resolve("pki/ca.key"));
    Files.delete(folder.resolve("pki/ca.crt"));
    pki.init(NOW);
    Instant due = NOW.plus(Duration.ofDays(61));
    TlsFiles files = pki.ensureNode(N1, due);
    assertThat(Pem.certificates(files.ca()))
        .isEqualTo(Pem.certificates(folder.resolve("pki/ca.crt")));
    assertThat(TlsMaterial.load(files, due)).isNotNull();
  }

  @Test
  void aCertificateDoesNotOutliveItsAuthority() {
    PkiFolder pki = made();
    Instant end = NOW.plus(CertificateAuthority.LIFE);
    Instant late = end.minus(Duration.ofDays(10));
    assertThat(TlsMaterial.load(pki.issueNode(N1, late), late).expiry().until()).isEqualTo(end);
  }

  @Test
  void withoutAnAuthorityTheRemedyIsSaid() throws IOException {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    assertThat(Faults.of(() -> pki.issueNode(N1, NOW)).action()).contains("pki init");
    pki.init(NOW);
    Files.delete(folder.resolve("pki/ca.key"));
    assertThat(Faults.of(() -> pki.init(NOW)).action()).contains("where the key is");
    assertThat(Faults.of(() -> pki.ensureNode(N1, NOW)).reason()).contains("not the key");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(Faults.of(() -> new PkiFolder(file.resolve("pki")).init(NOW)).getMessage())
        .contains("cannot be written", file.toString());
  }

  @Test
  void manyAtOnceMakeOneAuthorityAndWholeFiles() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<TlsFiles> start =
          () -> {
            PkiFolder pki = new PkiFolder(folder.resolve("pki"));
            pki.init(NOW);
            return pki.ensureNode(N1, NOW);
          };
      var done = threads.invokeAll(java.util.Collections.nCopies(16, start), 60, TimeUnit.SECONDS);
      for (var one : done) {
        assertThat(TlsMaterial.load(one.get(1, TimeUnit.SECONDS), NOW)).isNotNull();
      }
    }
  }

  @Test
  void namesThatWouldLeaveTheFolderAreRefused() {
    for (String name : List.of("", "..", "../x", "a/b", "-x", "x".repeat(65))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Owner(name, List.of()));
    }
  }
}
