package io.novacron.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.tls.Pem;
import io.novacron.tls.TlsFiles;
import io.novacron.tls.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMaterialTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Owner N1 = new Owner("n1", List.of("n1", "10.0.0.1", "::1"));

  @TempDir private Path folder;
  private TlsFiles files = TlsFiles.in(Path.of("."));

  @BeforeEach
  void issue() {
    PkiFolder pki = new PkiFolder(folder.resolve("pki"));
    pki.init(NOW);
    files = pki.issueNode(N1, NOW);
  }

  private TlsFiles foreign() {
    PkiFolder other = new PkiFolder(folder.resolve("other"));
    other.init(NOW);
    return other.issueNode(N1, NOW);
  }

  private String fault(Instant now) {
    return String.valueOf(Faults.of(() -> TlsMaterial.load(files, now)).getMessage());
  }

  @Test
  void whatWasMadeIsGood() {
    TlsMaterial material = TlsMaterial.load(files, NOW);
    assertThat(material.names().toString()).contains("n1", "10.0.0.1", "node.novacron.internal");
    assertThat(material.expiry().daysLeft(NOW)).isEqualTo(90);
    assertThat(TlsMaterial.fingerprint(material.certificate())).matches("([0-9A-F]{2}:){31}..");
  }

  @Test
  void anExpiredOneSaysSinceWhen() {
    assertThat(fault(NOW.plus(Duration.ofDays(91))))
        .contains("has expired", "CN=n1", "2026-05-30T00:00:00Z", "2026-05-31", "pki issue");
  }

  @Test
  void aClockThatIsADayBehindIsSuspected() {
    assertThat(fault(NOW.minus(Duration.ofDays(1))))
        .contains("not valid yet", "2026-02-28T23:00:00Z", "2026-02-28T00:00:00Z", "clock");
  }

  @Test
  void aClockThatIsADayAheadIsNoticedOnlyInTheLastDay() {
    Instant last = NOW.plus(Duration.ofDays(89)).plusSeconds(60);
    assertThat(TlsMaterial.load(files, last).expiry().daysLeft(last)).isZero();
    assertThat(fault(last.plus(Duration.ofDays(1)))).contains("set the clock right");
  }

  @Test
  void aKeyOfAnotherCertificateDoesNotFit() throws IOException {
    Files.copy(foreign().key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(fault(NOW)).contains("does not fit", files.key().toString());
  }

  @Test
  void anotherAuthorityIsNamed() throws IOException {
    Files.copy(foreign().ca(), files.ca(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(fault(NOW)).contains("is not one of", "issued by CN=NovaCron CA", "trusted is");
  }

  @Test
  void severalAuthoritiesMayBeTrustedWhileOneTakesOver() throws IOException {
    String both = Files.readString(foreign().ca()) + Files.readString(files.ca());
    Files.writeString(files.ca(), both);
    assertThat(TlsMaterial.load(files, NOW).authorities()).hasSize(2);
  }

  @Test
  void aMissingNameIsSaid() {
    TlsMaterial material = TlsMaterial.load(files, NOW);
    material.demand(List.of("N1", "10.0.0.1", "0:0:0:0:0:0:0:1"), files.certificate());
    var fault =
        Faults.of(() -> material.demand(List.of("n1", "10.0.0.2", "db"), files.certificate()));
    assertThat(fault.description()).endsWith("is not for 10.0.0.2, db");
    assertThat(fault.reason()).contains("10.0.0.1");
    assertThat(fault.action()).contains("--host 10.0.0.2,db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n", "\u0000\u0001"})
  void whatIsNoCertificateIsRefused(String text) throws IOException {
    Files.writeString(files.certificate(), text);
    assertThat(fault(NOW)).contains(files.certificate().toString(), "holds no certificates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
      })
  void whatIsNoKeyIsRefused(String text) throws IOException {
    Files.writeString(files.key(), text);
    assertThat(fault(NOW)).contains(files.key().toString(), "key");
  }

  @Test
  void aHugeFileIsNotReadToItsEnd() throws IOException {
    Files.write(files.ca(), new byte[Pem.MAX_BYTES + 1]);
    assertThat(fault(NOW)).contains("is too large", "256 KiB");
  }

  @Test
  void aMissingFileAndAFolderAreNamed() throws IOException {
    Files.delete(files.key());
    assertThat(fault(NOW)).contains(files.key() + " is not there");
    Files.createDirectory(files.key());
    assertThat(fault(NOW)).contains(files.key() + " cannot be read");
  }
}
