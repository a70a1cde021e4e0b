package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.novacron.client.NovaCronClient;
import io.novacron.client.NovaCronException;
import io.novacron.client.Refusals;
import io.novacron.client.resource.MigrationResource;
import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.TlsFiles;
import io.novacron.vm.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes that speak TLS in all they say, with certificates that they made themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class NodeOverTlsTest {
  @SuppressWarnings("NullAway.Init")
  private TestCluster cluster;

  @SuppressWarnings("NullAway.Init")
  private Path pki;

  @BeforeAll
  void start(@TempDir Path folder) {
    pki = folder.resolve("pki");
    cluster =
        TestCluster.of(3, folder, Map.of("security.tls", "on", "security.folder", pki.toString()));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private NovaCronClient.Builder asking() {
    return NovaCronClient.builder().server(cluster.node(0).api());
  }

  @Test
  void aVmMovesAndAClientSeesIt() {
    var vm = cluster.running("tls", TestCluster.spec(16, 0), "n1");
    var moved =
        TestCluster.result(
            cluster.plane(1).migrate(vm, Optional.of("n2"), Duration.ofMillis(500), Request.PLAIN));
    assertThat(cluster.awaitMigration(moved.id()).state()).isEqualTo(MigrationResource.COMPLETED);
    TlsFiles alice = new PkiFolder(pki).issueClient(new Owner("alice", List.of()), Instant.now());
    try (var client = asking().certificates(alice).build()) {
      assertThat(client.vms().get("tls").host()).isEqualTo("n2");
    }
  }

  @Test
  void whoHasNoCertificateIsNotServed() {
    try (var client = asking().trusting(pki.resolve("ca.crt")).build()) {
      Refusals.demand(catchThrowableOfType(NovaCronException.class, client::version));
    }
  }
}
