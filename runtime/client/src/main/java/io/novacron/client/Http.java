package io.novacron.client;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The HTTP client that is used when none is given. */
final class Http {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private Http() {}

  static HttpClient forServers(Servers servers, @Nullable SSLContext given) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    if (given != null) {
      return builder.sslContext(given).build();
    }
    boolean tls = servers.all().stream().anyMatch(server -> "https".equals(server.getScheme()));
    return tls ? builder.build() : builder.sslContext(trustingNobody()).build();
  }

  /** Without TLS there is no need to read the JDK's trust store, which takes 0.1 s. */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
