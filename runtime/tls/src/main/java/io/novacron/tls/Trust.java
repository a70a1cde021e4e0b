package io.novacron.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Contexts of clients that have no certificate. */
public final class Trust {
  private Trust() {}

  /**
   * Trusts whom the authorities in {@code ca} have signed, and nobody else.
   *
   * @throws TlsException when the file cannot be used
   */
  public static SSLContext in(Path ca) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      var trusted = TlsMaterial.trusting(Pem.certificates(ca));
      context.init(null, new TrustManager[] {trusted}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no TLS 1.3", e);
    }
  }
}
