package io.novacron.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Certificate, key and trusted authorities, of which it was seen that they belong together.
 *
 * @param authorities whom the owner trusts
 * @param chain own certificate first
 * @param key of the own certificate
 */
public record TlsMaterial(
    List<X509Certificate> authorities, List<X509Certificate> chain, PrivateKey key) {

  /**
   * Reads and judges {@code files}.
   *
   * @param now by which certificates are in time
   * @throws TlsException unreadable, malformed, too large, expired, not valid yet, a key that does
   *     not fit, another authority
   */
  public static TlsMaterial load(TlsFiles files, Instant now) {
    var material =
        new TlsMaterial(
            Pem.certificates(files.ca()),
            Pem.certificates(files.certificate()),
            Pem.key(files.key()));
    var judgement = new Judgement(files, now);
    judgement.inTime(material.certificate(), files.certificate());
    judgement.fits(material.key(), material.certificate());
    judgement.signed(material.chain(), inTime(material.authorities(), files.ca(), judgement, now));
    return material;
  }

  /** Bundles may hold old authorities, as long as one is in time. */
  private static List<X509Certificate> inTime(
      List<X509Certificate> authorities, Path file, Judgement judgement, Instant now) {
    List<X509Certificate> valid =
        authorities.stream().filter(ca -> !Expiry.of(ca).over(now)).toList();
    List<X509Certificate> judged = valid.isEmpty() ? authorities : valid;
    judged.forEach(ca -> judgement.inTime(ca, file));
    return judged;
  }

  /** The own one. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** Under which its owner may be reached. */
  public Names names() {
    return Names.of(certificate());
  }

  public Expiry expiry() {
    return Expiry.of(certificate());
  }

  /**
   * Checks that the owner may be reached as each of {@code hosts}.
   *
   * @param file named in the failure
   * @throws TlsException when a name is missing
   */
  public void demand(Collection<String> hosts, Path file) {
    List<String> missing = hosts.stream().filter(host -> !names().cover(host)).toList();
    if (!missing.isEmpty()) {
      throw new TlsException(
          "The certificate in " + file + " is not for " + String.join(", ", missing),
          "its names are " + names(),
          "Make one with 'novacron pki issue --host " + String.join(",", missing) + "'.");
    }
  }

  /**
   * Checks that other nodes can see in the certificate that its owner is a node.
   *
   * @param file named in the failure
   * @throws TlsException when it has no DNS name that theirs could have as well
   */
  public void demandNode(Path file) {
    if (names().shared(names()).isEmpty()) {
      throw new TlsException(
          "The certificate in " + file + " is not one of a node",
          "nodes know each other by a DNS name that all their certificates have, and it has "
              + names(),
          "Give the certificates of all nodes one such name, say " + Names.NODE + ".");
    }
  }

  /** SHA-256 of {@code certificate}, in hexadecimal, as openssl shows it. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (CertificateEncodingException | java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts whom {@code authorities} have signed. */
  static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("ca" + i, authorities.get(i));
      }
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK cannot make a trust manager", e);
    }
  }
}
