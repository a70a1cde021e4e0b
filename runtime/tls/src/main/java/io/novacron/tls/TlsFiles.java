package io.novacron.tls;

import java.nio.file.Path;

/**
 * The three PEM files of whoever speaks TLS. Their names in a folder are those of a Kubernetes TLS
 * secret, so that one can be mounted as it is.
 *
 * @param ca certificates of the authorities that are trusted, one or more
 * @param certificate own certificate, and those between it and an authority if there are any
 * @param key its private key, PKCS#8 without a password
 */
public record TlsFiles(Path ca, Path certificate, Path key) {
  public static final String CA = "ca.crt";
  public static final String CERTIFICATE = "tls.crt";
  public static final String KEY = "tls.key";

  /** Those in {@code folder}. */
  public static TlsFiles in(Path folder) {
    return new TlsFiles(folder.resolve(CA), folder.resolve(CERTIFICATE), folder.resolve(KEY));
  }
}
