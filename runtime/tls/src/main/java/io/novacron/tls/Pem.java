package io.novacron.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads PEM files, and says what is wrong with them. */
public final class Pem {
  /** Far more than any chain takes; a larger file is not what it is taken for. */
  public static final int MAX_BYTES = 256 << 10;

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private Pem() {}

  /**
   * The certificates in {@code file}, in its order, at least one.
   *
   * @throws TlsException when there is none, or it cannot be read
   */
  public static List<X509Certificate> certificates(Path file) {
    byte[] bytes = read(file);
    try {
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (certificates.isEmpty()) {
        throw new CertificateException("there is no certificate in it");
      }
      return certificates.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw new TlsException(
          file + " holds no certificates",
          String.valueOf(e.getMessage()),
          "Put certificates in PEM there: '-----BEGIN CERTIFICATE-----' and so on.");
    }
  }

  /**
   * The private key in {@code file}: EC, RSA or Ed25519.
   *
   * @throws TlsException when it is none, or of another form than PKCS#8
   */
  public static PrivateKey key(Path file) {
    var found = KEY.matcher(new String(read(file), StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new TlsException(
          file + " holds no private key",
          "there is no '-----BEGIN PRIVATE KEY-----' with its end in it",
          "Put the key there in PEM (PKCS#8).");
    }
    if (!found.group(1).equals("PRIVATE KEY")) {
      throw new TlsException(
          file + " holds a key of a form that is not read",
          "it is '" + found.group(1) + "', and only PKCS#8 without a password is",
          "Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out tls.key");
    }
    return decoded(file, found.group(2));
  }

  private static PrivateKey decoded(Path file, String base64) {
    try {
      return decoded(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsException(
          file + " holds a private key that cannot be read",
          "it is damaged, or neither EC nor RSA nor Ed25519",
          "Put a whole key there, or make a new pair with 'novacron pki issue'.");
    }
  }

  private static PrivateKey decoded(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // It is of another kind, then.
      }
    }
    throw new NoSuchAlgorithmException("none of " + ALGORITHMS);
  }

  private static byte[] read(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new TlsException(
            file + " is too large",
            "it has more than " + (MAX_BYTES >> 10) + " KiB, so it is no PEM file of ours",
            "Name the right file.");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new TlsException(
          file + " is not there",
          "no file of that name exists",
          "Name a file that does, or make one with 'novacron pki issue'.");
    } catch (IOException e) {
      throw new TlsException(
          file + " cannot be read", e.toString(), "Give this user the right to read it.");
    }
  }
}
