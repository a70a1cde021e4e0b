package io.novacron.pki;

import io.novacron.tls.Pem;
import io.novacron.tls.TlsException;
import io.novacron.tls.TlsFiles;
import io.novacron.tls.TlsMaterial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An authority in a folder, and below it a folder for each whom it gave a certificate: {@code
 * ca.crt}, {@code ca.key}, {@code n1/ca.crt}, {@code n1/tls.crt}, {@code n1/tls.key}. Several
 * processes may use it at once.
 */
public final class PkiFolder {
  public static final String CA_KEY = "ca.key";

  private final Path folder;

  public PkiFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Whether certificates can be made here. */
  public boolean hasAuthority() {
    return Files.exists(folder.resolve(CA_KEY));
  }

  /**
   * Makes an authority unless there is one.
   *
   * @return whether it was made
   * @throws TlsException when there is the certificate of one without its key: making another one
   *     would part the nodes
   */
  public boolean init(Instant now) {
    return FolderLock.holding(folder, () -> make(now));
  }

  private boolean make(Instant now) {
    if (hasAuthority()) {
      return false;
    }
    Path certificate = folder.resolve(TlsFiles.CA);
    if (Files.exists(certificate)) {
      throw keyElsewhere(certificate);
    }
    CertificateAuthority made = CertificateAuthority.create(now);
    // The key comes last: where it is, all is.
    SafeFiles.write(certificate, pem(List.of(made.certificate())));
    SafeFiles.write(folder.resolve(CA_KEY), pem(made.key()));
    return true;
  }

  private TlsException keyElsewhere(Path certificate) {
    return new TlsException(
        "No certificates can be made in " + folder,
        certificate + " is there, but not the key of that authority (" + CA_KEY + ")",
        "Run 'novacron pki issue' where the key is and copy the folder that it makes, or move "
            + certificate
            + " away to begin an authority of its own.");
  }

  /** A new key and certificate for a node, in a folder of its own. */
  public TlsFiles issueNode(Owner owner, Instant now) {
    return issue(owner, now, (ca, key) -> ca.node(owner, key, now));
  }

  /** A new key and certificate for a client, in a folder of its own. */
  public TlsFiles issueClient(Owner owner, Instant now) {
    return issue(owner, now, (ca, key) -> ca.client(owner, key, now));
  }

  /**
   * The files of a node; its certificate is made when there is none, and again when it cannot be
   * used, lacks a name, or less than a third of its time is left.
   */
  public TlsFiles ensureNode(Owner owner, Instant now) {
    return FolderLock.holding(
        folder,
        () -> {
          TlsFiles files = TlsFiles.in(folder.resolve(owner.name()));
          return isGood(files, owner, now) ? files : renewed(files, owner, now);
        });
  }

  private static boolean isGood(TlsFiles files, Owner owner, Instant now) {
    try {
      TlsMaterial material = TlsMaterial.load(files, now);
      material.demand(owner.names(), files.certificate());
      return !material.expiry().renewalDue(now);
    } catch (TlsException e) {
      return false;
    }
  }

  /**
   * With the same key, if there is one: then only one file changes, and no reader sees two halves.
   */
  private TlsFiles renewed(TlsFiles files, Owner owner, Instant now) {
    CertificateAuthority authority = authority(now);
    if (!keeps(files, authority)) {
      return write(files, authority, Keys.make(), key -> authority.node(owner, key, now));
    }
    PublicKey same = Pem.certificates(files.certificate()).getFirst().getPublicKey();
    SafeFiles.write(files.certificate(), pem(List.of(authority.node(owner, same, now))));
    return files;
  }

  private static boolean keeps(TlsFiles files, CertificateAuthority authority) {
    try {
      X509Certificate old = Pem.certificates(files.certificate()).getFirst();
      var past = old.getNotBefore().toInstant();
      TlsMaterial.load(files, past);
      return Pem.certificates(files.ca()).contains(authority.certificate());
    } catch (TlsException e) {
      return false;
    }
  }

  @FunctionalInterface
  private interface Signing {
    X509Certificate certify(CertificateAuthority authority, PublicKey key);
  }

  private TlsFiles issue(Owner owner, Instant now, Signing signing) {
    return FolderLock.holding(
        folder,
        () -> {
          CertificateAuthority authority = authority(now);
          TlsFiles files = TlsFiles.in(folder.resolve(owner.name()));
          return write(files, authority, Keys.make(), key -> signing.certify(authority, key));
        });
  }

  private static TlsFiles write(
      TlsFiles files,
      CertificateAuthority authority,
      KeyPair pair,
      java.util.function.Function<PublicKey, X509Certificate> certify) {
    SafeFiles.folder(files.ca().resolveSibling(""));
    SafeFiles.write(files.ca(), pem(List.of(authority.certificate())));
    SafeFiles.write(files.key(), pem(pair.getPrivate()));
    SafeFiles.write(files.certificate(), pem(List.of(certify.apply(pair.getPublic()))));
    return files;
  }

  private CertificateAuthority authority(Instant now) {
    Path certificate = folder.resolve(TlsFiles.CA);
    if (!hasAuthority()) {
      throw Files.exists(certificate) ? keyElsewhere(certificate) : nothing();
    }
    var own = new TlsFiles(certificate, certificate, folder.resolve(CA_KEY));
    TlsMaterial material = TlsMaterial.load(own, now);
    return new CertificateAuthority(material.certificate(), material.key());
  }

  private TlsException nothing() {
    return new TlsException(
        "No certificates can be made in " + folder,
        "there is no authority",
        "Make one with 'novacron pki init --folder " + folder + "'.");
  }

  private static String pem(PrivateKey key) {
    return Keys.pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(List<X509Certificate> certificates) {
    return certificates.stream().map(PkiFolder::pem).collect(Collectors.joining());
  }

  private static String pem(X509Certificate certificate) {
    try {
      return Keys.pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
