package io.novacron.cli;

import io.novacron.tls.Expiry;
import io.novacron.tls.Names;
import io.novacron.tls.Pem;
import io.novacron.tls.TlsMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate on disk.
 *
 * @param daysLeft negative when it has expired
 * @param fingerprint SHA-256 of it
 */
record CertificateLine(
    String file,
    String subject,
    String issuer,
    Instant from,
    Instant until,
    long daysLeft,
    String names,
    String fingerprint) {

  /** An authority's folder with a folder for each of its nodes. */
  private static final int DEPTH = 2;

  static final Table<CertificateLine> TABLE =
      Table.<CertificateLine>of()
          .with("FILE", CertificateLine::file)
          .with("SUBJECT", CertificateLine::subject)
          .with("UNTIL", line -> line.until().toString())
          .with("DAYS", line -> line.daysLeft() < 0 ? "expired" : Long.toString(line.daysLeft()))
          .with("NAMES", CertificateLine::names)
          .with("SHA-256", CertificateLine::fingerprint);

  /** Those in a file, or in the {@code .crt} and {@code .pem} files of a folder. */
  static List<CertificateLine> in(Path path, Instant now) {
    List<CertificateLine> lines = new ArrayList<>();
    for (Path file : files(path)) {
      Pem.certificates(file).forEach(found -> lines.add(of(file, found, now)));
    }
    return lines;
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path, DEPTH)) {
      return all.filter(file -> file.toString().matches(".*\\.(crt|pem)")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CertificateLine of(Path file, X509Certificate certificate, Instant now) {
    Expiry expiry = Expiry.of(certificate);
    return new CertificateLine(
        file.toString(),
        expiry.subject(),
        certificate.getIssuerX500Principal().getName(),
        expiry.from(),
        expiry.until(),
        expiry.daysLeft(now),
        Names.of(certificate).toString(),
        TlsMaterial.fingerprint(certificate));
  }
}
