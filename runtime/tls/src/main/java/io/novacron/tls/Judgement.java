package io.novacron.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be wrong with material that could be read: time, key, authority. */
final class Judgement {
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  private static final byte[] PROBE = "novacron".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final TlsFiles files;
  private final Instant now;

  Judgement(TlsFiles files, Instant now) {
    this.files = files;
    this.now = now;
  }

  void inTime(X509Certificate certificate, java.nio.file.Path file) {
    Expiry expiry = Expiry.of(certificate);
    if (expiry.over(now)) {
      throw new TlsException(
          "The certificate in " + file + " has expired",
          expiry.subject() + " was valid until " + expiry.until() + ", and it is " + now,
          "Renew it ('novacron pki issue', then copy the files), or set the clock right.");
    }
    if (expiry.notYet(now)) {
      throw new TlsException(
          "The certificate in " + file + " is not valid yet",
          expiry.subject() + " is valid from " + expiry.from() + ", and it is " + now,
          "Check the clock of this machine, and of the one that made it.");
    }
  }

  void fits(PrivateKey key, X509Certificate certificate) {
    if (!pair(key, certificate.getPublicKey())) {
      throw new TlsException(
          "The key in " + files.key() + " does not fit " + files.certificate(),
          "the certificate of " + Expiry.of(certificate).subject() + " is of another key",
          "Copy both files from the same 'novacron pki issue'.");
    }
  }

  private static boolean pair(PrivateKey key, PublicKey certified) {
    String algorithm = SIGNATURES.get(key.getAlgorithm());
    if (algorithm == null || !key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  void signed(List<X509Certificate> chain, List<X509Certificate> authorities) {
    List<X509Certificate> path = chain.stream().filter(c -> !authorities.contains(c)).toList();
    try {
      var certificates = CertificateFactory.getInstance("X.509").generateCertPath(path);
      var unused =
          CertPathValidator.getInstance("PKIX").validate(certificates, trusting(authorities));
    } catch (CertPathValidatorException e) {
      throw new TlsException(
          "The certificate in " + files.certificate() + " is not one of " + files.ca(),
          issuers(chain, authorities) + " (" + e.getMessage() + ")",
          "Use files of one authority on all nodes: 'novacron pki issue' where its key is.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PKIXParameters trusting(List<X509Certificate> authorities)
      throws InvalidAlgorithmParameterException {
    Set<TrustAnchor> anchors =
        authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
    var parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    return parameters;
  }

  private static String issuers(List<X509Certificate> chain, List<X509Certificate> authorities) {
    X509Certificate last = chain.get(chain.size() - 1);
    String known =
        authorities.stream()
            .map(ca -> ca.getSubjectX500Principal().getName())
            .collect(Collectors.joining("; "));
    return "it was issued by "
        + last.getIssuerX500Principal().getName()
        + ", and trusted is "
        + known;
  }
}
