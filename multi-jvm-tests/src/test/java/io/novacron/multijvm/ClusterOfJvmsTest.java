package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterOfJvmsTest {
  @TempDir private Path folder;

  private ClusterOfJvms.Builder idle() {
    return ClusterOfJvms.in(folder)
        .main(IdleNode.class.getName())
        .jvmFlags("-Xmx32m")
        .node("n1", "a")
        .node("n2", "b");
  }

  private List<String> argumentsOf(String id) throws IOException {
    return Files.readAllLines(folder.resolve(id).resolve("arguments"));
  }

  private static Optional<ProcessHandle> process(ClusterOfJvms cluster, String id) {
    return ProcessHandle.of(cluster.node(id).pid()).filter(ProcessHandle::isAlive);
  }

  @Test
  void itIsThereWhenEveryNodeServesAndGoneWhenItIsClosed() {
    ClusterOfJvms cluster = idle().start();
    Optional<ProcessHandle> first = process(cluster, "n1");
    try (cluster) {
      assertThat(cluster.node("n1").isReady()).isTrue();
      assertThat(cluster.node("n2").isReady()).isTrue();
      assertThat(Leftovers.processes(folder))
          .hasSize(3)
          .allSatisfy(line -> assertThat(line).contains("-Dio.novacron.role="));
    }
    assertThat(first).hasValueSatisfying(process -> assertThat(process.isAlive()).isFalse());
    assertThat(Leftovers.processes(folder)).isEmpty();
  }

  @Test
  void everyPortIsSomebodysOwn() {
    try (ClusterOfJvms cluster = idle().start()) {
      assertThat(Stream.of("n1", "n2").map(cluster::spec).flatMap(ClusterOfJvmsTest::ports))
          .hasSize(8)
          .doesNotHaveDuplicates();
    }
  }

  private static Stream<Integer> ports(NodeSpec spec) {
    return Stream.of(
        spec.arteryPort(), spec.httpPort(), spec.managementPort(), spec.transferPort());
  }

  @Test
  void onlyBetweenSitesNodesDialThroughTheLink() throws Exception {
    Link link = (site, port) -> site.equals("a") ? 1 : 2;
    try (ClusterOfJvms _ = idle().node("n3", "b").link(link).start()) {
      assertThat(argumentsOf("n1").getFirst())
          .contains("--peer-route n2=127.0.0.1:1", "--peer-route n3=127.0.0.1:1");
      assertThat(argumentsOf("n3").getFirst())
          .contains("--peer-route n1=127.0.0.1:2")
          .doesNotContain("--peer-route n2");
    }
  }

  @Test
  void aKilledNodeComesBackWithItsFolderAndItsPorts() throws Exception {
    try (ClusterOfJvms cluster = idle().start()) {
      cluster.kill("n1");
      assertThat(cluster.node("n1").isAlive()).isFalse();
      assertThat(cluster.node("n1").isReady()).isFalse();
      assertThat(cluster.node("n2").isReady()).isTrue();

      cluster.restart("n1");
      assertThat(argumentsOf("n1")).hasSize(2);
      assertThat(argumentsOf("n1").getFirst()).isEqualTo(argumentsOf("n1").getLast());
    }
  }

  @Test
  void aNodeThatDoesNotStartIsComplainedOfInItsOwnWords() {
    assertThatThrownBy(() -> idle().extra("--die").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("node n1 has ended")
        .hasMessageContaining("n1 cannot go on");
    assertThat(Leftovers.processes(folder)).isEmpty();
  }

  @Test
  void failpointsAreToldToEveryNode() throws Exception {
    var points = Failpoints.in(folder.resolve("points"));
    try (ClusterOfJvms _ = idle().failpoints(points).extra("--more", "so").start()) {
      assertThat(argumentsOf("n2").getFirst())
          .endsWith("--failpoints " + points.folder() + " --more so");
    }
  }

  @Test
  void theDatabaseOutlivesItsProcess() throws Exception {
    try (DatabaseProcess database = DatabaseProcess.h2(folder)) {
      try (Connection connection = connect(database);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (answer INT)");
        statement.execute("INSERT INTO kept VALUES (42)");
      }
      database.kill();
      assertThatThrownBy(() -> connect(database)).isInstanceOf(SQLException.class);

      database.restart();
      try (Connection connection = connect(database);
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT answer FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(42);
      }
    }
    assertThat(Leftovers.processes(folder)).isEmpty();
  }

  private static Connection connect(DatabaseProcess database) throws SQLException, IOException {
    String password = Files.readString(database.passwordFile()).strip();
    return DriverManager.getConnection(database.url(), database.user(), password);
  }

  @Test
  void whatIsLeftBehindIsNamed() throws Exception {
    Process left = new ProcessBuilder("sh", "-c", "sleep 600 # " + folder.toAbsolutePath()).start();
    try {
      assertThat(Leftovers.processes(folder)).singleElement().asString().contains("sleep 600");
      assertThatThrownBy(() -> Leftovers.awaitNone(folder))
          .hasMessageContaining(Long.toString(left.pid()));
    } finally {
      left.destroyForcibly();
    }
    left.waitFor(10, TimeUnit.SECONDS);
    Leftovers.awaitNone(folder);
  }

  @Test
  void aPortAnswersWhileSomebodyListens() throws Exception {
    int port = Ports.free(1).getFirst();
    assertThat(Ports.answers(port)).isFalse();
    try (var _ = new java.net.ServerSocket(port)) {
      assertThat(Ports.answers(port)).isTrue();
    }
    assertThat(Ports.answers(port)).isFalse();
  }

  @Test
  void aProcessThatIsStoppedEndsByItself() {
    try (ClusterOfJvms cluster = idle().start()) {
      cluster.node("n2").stop();
      assertThat(cluster.node("n2").awaitEnd(Duration.ofSeconds(1))).isTrue();
    }
  }
}
