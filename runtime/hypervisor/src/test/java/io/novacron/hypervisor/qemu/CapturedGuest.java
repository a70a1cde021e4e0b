package io.novacron.hypervisor.qemu;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QEMU with any arguments, whose migration stream goes to a file. */
final class CapturedGuest implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path dir;
  private final QemuProcess process;
  private final QmpConversation qmp;

  /** Starts it, with its processors stopped; {@code dir} is its own. */
  CapturedGuest(Path dir, List<String> arguments) {
    this.dir = dir;
    Path socket = dir.resolve("qmp");
    List<String> argv = new ArrayList<>(List.of(QemuSettings.defaults().binary()));
    argv.addAll(List.of("-nodefaults", "-display", "none", "-S"));
    argv.addAll(List.of("-serial", "file:" + dir.resolve("serial")));
    argv.addAll(List.of("-qmp", "unix:" + socket + ",server=on,wait=off"));
    argv.addAll(arguments);
    process = QemuProcess.launch(argv, dir.resolve("output"));
    qmp = QmpConversation.open(socket, DEADLINE, process::alive, _ -> {});
  }

  JsonNode execute(String command, Map<String, ?> arguments) {
    return qmp.execute(command, arguments, DEADLINE);
  }

  void enable(String capability) {
    var state = Map.of("capability", capability, "state", true);
    execute("migrate-set-capabilities", Map.of("capabilities", List.of(state)));
  }

  /** Lets {@link PulseGuest} run until it has filled its memory. */
  void boot() {
    execute("cont", Map.of());
    await()
        .atMost(DEADLINE)
        .until(() -> Files.readString(dir.resolve("serial")).contains("pulse: ready"));
  }

  void stop() {
    execute("stop", Map.of());
  }

  /** Begins to write the stream. */
  void migrate() {
    execute("migrate", Map.of("uri", "exec:cat > '" + dir.resolve("stream") + "'"));
  }

  /** Waits until its memory has been looked through that often. */
  void awaitPasses(int passes) {
    await().atMost(DEADLINE).until(() -> query().at("/ram/dirty-sync-count").asInt() >= passes);
  }

  private JsonNode query() {
    return execute("query-migrate", Map.of());
  }

  /** The whole stream, once it has ended. */
  byte[] stream() throws IOException {
    await().atMost(DEADLINE).until(() -> query().path("status").asText().equals("completed"));
    return Files.readAllBytes(dir.resolve("stream"));
  }

  /** The memory that the guest sees. */
  byte[] memory(long start, long bytes) throws IOException {
    Path file = dir.resolve("memory");
    execute("pmemsave", Map.of("val", start, "size", bytes, "filename", file.toString()));
    return Files.readAllBytes(file);
  }

  @Override
  public void close() {
    qmp.close();
    process.end(Duration.ZERO);
  }
}
