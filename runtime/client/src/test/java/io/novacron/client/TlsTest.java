package io.novacron.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.novacron.client.resource.Samples;
import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server that wants certificates; whoever has none learns what is missing. */
@Timeout(60)
class TlsTest {
  private final Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final PkiFolder pki;
  private HttpsServer server;

  TlsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    pki = authority("ours");
    server = serving(node("127.0.0.1"));
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  private PkiFolder authority(String name) {
    PkiFolder made = new PkiFolder(folder.resolve(name));
    made.init(Instant.now());
    return made;
  }

  private LiveTls node(String host) {
    TlsFiles files = pki.issueNode(new Owner("n1", List.of(host)), Instant.now());
    return LiveTls.open(files, InstantSource.system(), message -> {});
  }

  private HttpsServer serving(LiveTls tls) throws IOException {
    var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new Demanding(tls));
    https.setExecutor(threads);
    https.createContext(
        "/",
        exchange -> {
          byte[] body = Samples.VERSION.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    https.start();
    return https;
  }

  /** Demands a certificate. */
  private static final class Demanding extends HttpsConfigurator {
    Demanding(LiveTls tls) {
      super(tls.withAnybody());
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters tls = getSSLContext().getDefaultSSLParameters();
      tls.setNeedClientAuth(true);
      parameters.setSSLParameters(tls);
    }
  }

  private TlsFiles alice() {
    return pki.issueClient(new Owner("alice", List.of()), Instant.now());
  }

  private NovaCronClient.Builder asking(String host) {
    return NovaCronClient.builder()
        .server(host + ":" + server.getAddress().getPort())
        .timeout(Duration.ofSeconds(10));
  }

  private static HandshakeException fault(NovaCronClient.Builder builder) {
    try (var client = builder.build()) {
      return catchThrowableOfType(HandshakeException.class, client::version);
    }
  }

  @Test
  void aCertificateOpensTheDoorAndMakesItHttps() {
    try (var client = asking("127.0.0.1").certificates(alice()).build()) {
      assertThat(client.version().version()).isNotEmpty();
    }
  }

  @Test
  void withoutACertificateOneIsRefused() {
    try (var client = asking("127.0.0.1").trusting(alice().ca()).build()) {
      Refusals.demand(catchThrowableOfType(NovaCronException.class, client::version));
    }
  }

  /** So it looks when its alert is lost, which comes after the handshake in TLS 1.3. */
  @Test
  void silenceMayBeARefusalOfWhoShowsNoCertificate() throws IOException {
    var factory = node("127.0.0.1").withAnybody().getServerSocketFactory();
    try (var silent = factory.createServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> hangUp(silent));
      var builder = NovaCronClient.builder().server("127.0.0.1:" + silent.getLocalPort());
      assertThat(unanswered(builder.trusting(alice().ca())).mayWantCertificate()).isTrue();
      assertThat(unanswered(builder.certificates(alice())).mayWantCertificate()).isFalse();
    }
  }

  private static UnreachableException unanswered(NovaCronClient.Builder builder) {
    try (var client = builder.build()) {
      var fault = catchThrowableOfType(UnreachableException.class, client::version);
      assertThat(fault.sent()).isTrue();
      return fault;
    }
  }

  /** After the handshake, before it has read a request. */
  private static void hangUp(ServerSocket silent) {
    while (!silent.isClosed()) {
      try (var connection = (SSLSocket) silent.accept()) {
        connection.startHandshake();
      } catch (IOException e) {
        // The test sees it from the other side, or has ended.
      }
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() {
    TlsFiles foreign = authority("theirs").issueClient(new Owner("eve", List.of()), Instant.now());
    var trusting = new TlsFiles(alice().ca(), foreign.certificate(), foreign.key());
    var unsigned =
        catchThrowableOfType(RuntimeException.class, () -> asking("x").certificates(trusting));
    assertThat(unsigned).hasMessageContaining("is not one of");
    var fault = fault(asking("127.0.0.1").certificates(foreign));
    assertThat(fault.kind()).isEqualTo(HandshakeException.Kind.UNTRUSTED);
  }

  @Test
  void aServerOfAnotherNameIsNotTalkedTo() throws IOException {
    server.stop(0);
    server = serving(node("10.0.0.1"));
    var fault = fault(asking("127.0.0.1").certificates(alice()));
    assertThat(fault.kind()).isEqualTo(HandshakeException.Kind.WRONG_NAME);
  }

  /** As ours does, it answers what it cannot read. */
  @Test
  void aServerInTheClearIsNoticed() throws IOException {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> refuse(plain));
      var builder = NovaCronClient.builder().certificates(alice()).attempts(1);
      var fault = fault(builder.server("127.0.0.1:" + plain.getLocalPort()));
      assertThat(fault.kind()).isEqualTo(HandshakeException.Kind.NO_TLS);
    }
  }

  private static void refuse(ServerSocket plain) {
    try (var connection = plain.accept()) {
      if (connection.getInputStream().read() >= 0) {
        connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        connection.shutdownOutput();
        connection.getInputStream().readAllBytes();
      }
    } catch (IOException e) {
      // The test sees it from the other side.
    }
  }

  /** At once with the alert; without it, when it has tried for a minute. */
  @Test
  @Timeout(120)
  void theEventFeedSaysItToo() {
    try (var client = asking("127.0.0.1").trusting(alice().ca()).build();
        var events = client.events().follow(null, null)) {
      Refusals.demand(
          catchThrowableOfType(NovaCronException.class, () -> events.next(Duration.ofSeconds(90))));
    }
  }
}
