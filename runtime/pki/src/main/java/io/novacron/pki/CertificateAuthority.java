package io.novacron.pki;

import io.novacron.tls.Names;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates of nodes and clients.
 *
 * @param certificate its own
 * @param key with which it signs, of the curve P-256
 */
public record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
  /** For which the authority itself holds. */
  public static final Duration LIFE = Duration.ofDays(3650);

  /** For which certificates of nodes and clients hold. */
  public static final Duration LEAF_LIFE = Duration.ofDays(90);

  /** Machines whose clocks are a little behind accept a new certificate, too. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  @FunctionalInterface
  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder, JcaX509ExtensionUtils utilities)
        throws CertIOException;
  }

  /** A new one, unlike all others: its name has four random bytes in it. */
  public static CertificateAuthority create(Instant now) {
    KeyPair pair = Keys.make();
    byte[] mark = new byte[4];
    RANDOM.nextBytes(mark);
    var name = new X500Name("CN=NovaCron CA " + HexFormat.of().formatHex(mark));
    var builder = builder(name, name, now, now.plus(LIFE), pair.getPublic());
    Extensions extensions =
        (to, utilities) -> {
          to.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          to.addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
          to.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              utilities.createSubjectKeyIdentifier(pair.getPublic()));
        };
    return new CertificateAuthority(
        sign(builder, extensions, pair.getPrivate()), pair.getPrivate());
  }

  /** The certificate of a node: {@link Names#NODE} is added to its names. */
  public X509Certificate node(Owner owner, PublicKey owned, Instant now) {
    var names = new java.util.ArrayList<>(owner.names());
    names.add(Names.NODE);
    return issue(owner, names, new KeyPurposeId[] {serves(), asks()}, owned, now);
  }

  /** The certificate of a client, which serves nothing and is no node. */
  public X509Certificate client(Owner owner, PublicKey owned, Instant now) {
    return issue(owner, owner.names(), new KeyPurposeId[] {asks()}, owned, now);
  }

  private static KeyPurposeId serves() {
    return KeyPurposeId.id_kp_serverAuth;
  }

  private static KeyPurposeId asks() {
    return KeyPurposeId.id_kp_clientAuth;
  }

  private X509Certificate issue(
      Owner owner, List<String> names, KeyPurposeId[] purposes, PublicKey owned, Instant now) {
    Instant until = earlier(now.plus(LEAF_LIFE), certificate.getNotAfter().toInstant());
    var issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    var builder = builder(issuer, new X500Name("CN=" + owner.name()), now, until, owned);
    Extensions extensions =
        (to, utilities) -> {
          to.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          to.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          to.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
          to.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              utilities.createAuthorityKeyIdentifier(certificate.getPublicKey()));
          if (!names.isEmpty()) {
            to.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
          }
        };
    return sign(builder, extensions, key);
  }

  private static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream()
            .distinct()
            .map(CertificateAuthority::alternative)
            .toArray(GeneralName[]::new));
  }

  private static GeneralName alternative(String name) {
    return new GeneralName(
        Names.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Instant now, Instant until, PublicKey owned) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM),
        Date.from(now.minus(CLOCK_SKEW).truncatedTo(ChronoUnit.SECONDS)),
        Date.from(until.truncatedTo(ChronoUnit.SECONDS)),
        subject,
        owned);
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder, Extensions extensions, PrivateKey key) {
    try {
      extensions.addTo(builder, new JcaX509ExtensionUtils());
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (NoSuchAlgorithmException
        | OperatorCreationException
        | CertificateException
        | IOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }
}
