package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.novacron.client.HandshakeException;
import io.novacron.client.NovaCronClient;
import io.novacron.client.NovaCronException;
import io.novacron.client.Refusals;
import io.novacron.metrics.Metrics;
import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our server and our client, who show each other certificates. */
@Timeout(60)
class RestOverTlsTest {
  private final ActorSystem<Void> system = Api.system();
  private final PkiFolder pki;
  private final Path folder;
  private final RestServer server;

  RestOverTlsTest(@TempDir Path folder) {
    this.folder = folder;
    pki = authority("ours");
    server = serving(true);
  }

  @AfterEach
  void end() {
    ActorTestKit.shutdown(system, Duration.ofSeconds(30));
  }

  private PkiFolder authority(String name) {
    PkiFolder made = new PkiFolder(folder.resolve(name));
    made.init(Instant.now());
    return made;
  }

  private RestServer serving(boolean needed) {
    TlsFiles files = pki.issueNode(new Owner("n1", List.of("127.0.0.1")), Instant.now());
    LiveTls tls = LiveTls.open(files, InstantSource.system(), Duration.ZERO, message -> {});
    var https = ConnectionContext.httpsServer(() -> tls.apiServer(needed));
    return Api.await(
        RestServer.start(
            system,
            new FakeControlPlane(),
            "127.0.0.1",
            0,
            new Metrics(),
            RestSettings.DEFAULT,
            https));
  }

  private TlsFiles client(PkiFolder authority) {
    return authority.issueClient(new Owner("alice", List.of()), Instant.now());
  }

  private static NovaCronClient.Builder asking(RestServer server) {
    return NovaCronClient.builder().server(server.address()).timeout(Duration.ofSeconds(10));
  }

  private static NovaCronException fault(NovaCronClient.Builder builder) {
    try (var client = builder.build()) {
      return catchThrowableOfType(NovaCronException.class, client::version);
    }
  }

  @Test
  void aClientWithACertificateIsServed() {
    assertThat(server.address()).startsWith("https://127.0.0.1:");
    try (var client = asking(server).certificates(client(pki)).build()) {
      assertThat(client.vms().get("web1")).isEqualTo(Samples.vm("web1"));
    }
  }

  @Test
  void aClientWithoutACertificateIsRefused() {
    Refusals.demand(fault(asking(server).trusting(folder.resolve("ours/ca.crt"))));
  }

  @Test
  void aClientOfAForeignAuthorityIsRefused() throws IOException {
    TlsFiles foreign = client(authority("theirs"));
    String both = Files.readString(foreign.ca()) + Files.readString(folder.resolve("ours/ca.crt"));
    Files.writeString(foreign.ca(), both);
    var fault = fault(asking(server).certificates(foreign));
    assertThat(fault).isInstanceOf(HandshakeException.class);
    assertThat(((HandshakeException) fault).kind()).isEqualTo(HandshakeException.Kind.REFUSED);
  }

  @Test
  void aCertificateMayBeWantedOnly() {
    RestServer lenient = serving(false);
    var builder = asking(lenient).trusting(folder.resolve("ours/ca.crt"));
    try (var client = builder.build()) {
      assertThat(client.nodes().list()).isNotEmpty();
    }
  }

  @Test
  void aNewAuthorityIsTakenUpWithoutARestart() throws IOException {
    PkiFolder next = authority("next");
    TlsFiles made = next.issueNode(new Owner("n1", List.of("127.0.0.1")), Instant.now());
    TlsFiles used = TlsFiles.in(folder.resolve("ours/n1"));
    Files.copy(made.ca(), used.ca(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(made.key(), used.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(made.certificate(), used.certificate(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(fault(asking(server).certificates(client(pki)))).isNotNull();
    try (var client = asking(server).certificates(client(next)).build()) {
      assertThat(client.nodes().list()).isNotEmpty();
    }
  }

  @Test
  void whoSpeaksInTheClearIsCutOff() throws IOException {
    var port = server.listening().getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      var request = "GET /v1/version HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1 200");
    }
  }
}
