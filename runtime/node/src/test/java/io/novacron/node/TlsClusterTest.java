package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.LiveTls;
import io.novacron.tls.Pem;
import io.novacron.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLSocket;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Actor systems as nodes have them, that talk over TLS on loopback. */
@Timeout(120)
class TlsClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** In which a node that may join has joined, several times over. */
  private static final Duration IN_VAIN = Duration.ofSeconds(8);

  private final List<ActorSystem<Void>> systems = new ArrayList<>();
  private final int seed = FreePort.find();
  @TempDir private Path folder;

  @AfterEach
  void end() {
    systems.reversed().forEach(system -> ActorTestKit.shutdown(system, LIMIT));
  }

  private TlsPlane plane(String id, String authority) {
    var settings = TlsSettings.auto(folder.resolve(authority));
    var owner = TlsOwner.of(id, "127.0.0.1", List.of());
    TlsPlane plane = TlsPlane.of(settings, owner, "127.0.0.1", InstantSource.system());
    plane.prepare();
    return plane;
  }

  private ActorSystem<Void> start(TlsPlane plane, int port) {
    Config own =
        ConfigFactory.parseMap(
            Map.of(
                "pekko.remote.artery.canonical.hostname",
                "127.0.0.1",
                "pekko.remote.artery.canonical.port",
                port,
                "pekko.management.http.hostname",
                "127.0.0.1",
                "pekko.management.http.port",
                0,
                "pekko.cluster.seed-nodes",
                List.of("pekko://novacron@127.0.0.1:" + seed)));
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "novacron",
            own.withFallback(plane.overlay()).withFallback(ConfigFactory.load()));
    systems.add(system);
    return system;
  }

  private static long up(ActorSystem<?> system) {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .count();
  }

  @Test
  void threeNodesOfOneAuthorityFormACluster() {
    start(plane("n1", "ours"), seed);
    start(plane("n2", "ours"), FreePort.find());
    start(plane("n3", "ours"), FreePort.find());
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(systems).allMatch(system -> up(system) == 3));
  }

  @Test
  void aNodeOfAForeignAuthorityStaysOutside() {
    ActorSystem<Void> first = start(plane("n1", "ours"), seed);
    Awaitility.await().atMost(LIMIT).until(() -> up(first) == 1);
    ActorSystem<Void> foreign = start(plane("n2", "theirs"), FreePort.find());
    Awaitility.await()
        .during(IN_VAIN)
        .atMost(LIMIT)
        .until(() -> up(first) == 1 && up(foreign) == 0);
  }

  @Test
  void aNodeInTheClearStaysOutside() {
    ActorSystem<Void> first = start(plane("n1", "ours"), seed);
    Awaitility.await().atMost(LIMIT).until(() -> up(first) == 1);
    var settings = TlsSettings.whereNeeded(folder.resolve("none"));
    var owner = TlsOwner.of("n2", "127.0.0.1", List.of());
    TlsPlane clear = TlsPlane.of(settings, owner, "127.0.0.1", InstantSource.system());
    ActorSystem<Void> other = start(clear, FreePort.find());
    Awaitility.await().during(IN_VAIN).atMost(LIMIT).until(() -> up(first) == 1 && up(other) == 0);
  }

  @Test
  void itsTransportShowsTheNodesCertificateAndTakesUpANewOne() throws Exception {
    TlsPlane plane = plane("n1", "ours");
    ActorSystem<Void> first = start(plane, seed);
    Awaitility.await().atMost(LIMIT).until(() -> up(first) == 1);
    TlsFiles files = TlsFiles.in(folder.resolve("ours/n1"));
    assertThat(shown(files)).isEqualTo(Pem.certificates(files.certificate()).getFirst());
    new PkiFolder(folder.resolve("ours"))
        .issueNode(TlsOwner.of("n1", "127.0.0.1", List.of()), Instant.now());
    var renewed = Pem.certificates(files.certificate()).getFirst();
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(LiveTls.INTERVAL.multipliedBy(2))
        .until(() -> shown(files).equals(renewed));
  }

  /** The certificate that the cluster's port shows to a node that has {@code files}. */
  private Certificate shown(TlsFiles files) throws IOException {
    LiveTls live = LiveTls.open(files, InstantSource.system(), message -> {});
    var sockets = live.amongNodes().getSocketFactory();
    try (var socket = (SSLSocket) sockets.createSocket(InetAddress.getLoopbackAddress(), seed)) {
      socket.setSoTimeout(5000);
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void managementAnswersProbesWithoutACertificateButOnlyUnderTls() throws Exception {
    TlsPlane plane = plane("n1", "ours");
    ActorSystem<Void> first = start(plane, seed);
    var management = PekkoManagement.get(first);
    var address =
        management
            .start(settings ->
                settings.withHttpsConnectionContext(
                    java.util.Objects.requireNonNull(plane.management())))
            .toCompletableFuture()
            .get(20, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(address.getScheme()).isEqualTo("https");
    Awaitility.await().atMost(LIMIT).until(() -> up(first) == 1);
    var answer = TlsProbe.get(address.toString() + "/alive", folder.resolve("ours/ca.crt"));
    assertThat(answer).isEqualTo(200);
    try (var plain = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
      plain.setSoTimeout(10_000);
      plain
          .getOutputStream()
          .write(
              "GET /alive HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(
              new String(
                  plain.getInputStream().readAllBytes(),
                  java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP/1.1 200");
    }
  }
}
