package io.novacron.node;

import io.novacron.tls.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Asks as a probe does: over TLS, without a certificate of its own. */
final class TlsProbe {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private TlsProbe() {}

  /** The status of the answer. */
  static int get(String address, Path ca) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().sslContext(Trust.in(ca)).build()) {
      var request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
