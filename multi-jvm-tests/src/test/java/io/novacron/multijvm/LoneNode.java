package io.novacron.multijvm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A node without others, with a database of its own unless a test gives it one. */
final class LoneNode {
  private final Path folder;
  private final List<Integer> ports = Ports.free(4);

  LoneNode(Path folder) {
    this.folder = folder;
  }

  int httpPort() {
    return ports.get(1);
  }

  /** With the database of its own. */
  NodeProcess start(String... extra) {
    return NodeProcess.start(spec("", "", Path.of(""), extra));
  }

  NodeProcess startOn(DatabaseProcess database, String... extra) {
    return NodeProcess.start(spec(database.url(), database.user(), database.passwordFile(), extra));
  }

  private NodeSpec spec(String url, String user, Path passwordFile, String... extra) {
    return new NodeSpec(
        "n1",
        "a",
        "io.novacron.node.Main",
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        folder.resolve("n1"),
        List.of("127.0.0.1:" + ports.get(0)),
        url,
        user,
        passwordFile,
        List.of("sim"),
        128,
        Map.of(),
        List.of("-Xmx192m"),
        List.of(extra));
  }
}
