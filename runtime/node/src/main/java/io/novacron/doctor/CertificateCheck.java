package io.novacron.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether certificates can be read, and for how long they are valid. */
final class CertificateCheck implements Check {
  private static final String NAME = "certificates";
  private static final Duration SOON = Duration.ofDays(30);
  private static final int MOST_FILES = 100;

  private final List<Path> places;

  CertificateCheck(List<Path> places) {
    this.places = places;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Level silence() {
    return Level.FAULT;
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    places.forEach(place -> found.addAll(lookAt(place)));
    return found;
  }

  private static List<Finding> lookAt(Path place) {
    try {
      List<Path> files = files(place);
      return files.isEmpty()
          ? List.of(none(place))
          : files.stream().flatMap(CertificateCheck::inFile).toList();
    } catch (IOException e) {
      return List.of(unreadable(place, e));
    }
  }

  /** Also one folder below; files of keys end in {@code .key}, or say so in their names. */
  private static List<Path> files(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.walk(place, 2)) {
      return all.filter(file -> file.toString().matches(".*\\.(pem|crt|cer)"))
          .filter(file -> !String.valueOf(file.getFileName()).contains("key"))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    }
  }

  private static Stream<Finding> inFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
      return all.stream()
          .map(X509Certificate.class::cast)
          .map(certificate -> judge(file, certificate))
          .toList()
          .stream();
    } catch (IOException | CertificateException e) {
      return Stream.of(unreadable(file, e));
    }
  }

  private static Finding judge(Path file, X509Certificate certificate) {
    return judge(
        file + " (" + certificate.getSubjectX500Principal().getName() + ")",
        Instant.now(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  static Finding judge(String what, Instant now, Instant from, Instant to) {
    String renew = "Issue a new one with the certificate authority, and put it in its place.";
    if (now.isBefore(from)) {
      return Finding.fault(
          NAME, what + " is valid only from " + from, "Correct the clock: date -u; else " + renew);
    }
    if (now.isAfter(to)) {
      return Finding.fault(NAME, what + " has expired at " + to, renew);
    }
    String measured = what + " expires in " + Duration.between(now, to).toDays() + " days";
    return now.plus(SOON).isAfter(to)
        ? Finding.warning(NAME, measured, renew)
        : Finding.ok(NAME, measured);
  }

  private static Finding none(Path place) {
    return Finding.fault(
        NAME, "no certificates in " + place, "Name the folder that holds them as *.pem or *.crt.");
  }

  private static Finding unreadable(Path file, Exception why) {
    return Finding.fault(
        NAME,
        file + " cannot be read: " + why,
        "It has to be there, be in PEM, and be readable for this user: openssl x509 -noout -text"
            + " -in "
            + file);
  }
}
