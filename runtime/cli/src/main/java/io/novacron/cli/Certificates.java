package io.novacron.cli;

import io.novacron.client.NovaCronClient;
import io.novacron.tls.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line was told of certificates; each may be missing.
 *
 * @param ca whom to trust
 * @param certificate what to show
 * @param key its private key
 */
record Certificates(@Nullable Path ca, @Nullable Path certificate, @Nullable Path key) {
  /**
   * @throws IllegalArgumentException when one is given that needs another one
   */
  void giveTo(NovaCronClient.Builder builder) {
    if (ca != null && certificate != null && key != null) {
      builder.certificates(new TlsFiles(ca, certificate, key));
    } else if (certificate != null || key != null) {
      throw new IllegalArgumentException(
          "a client certificate takes all three: --ca, --cert and --key");
    } else if (ca != null) {
      builder.trusting(ca);
    }
  }
}
