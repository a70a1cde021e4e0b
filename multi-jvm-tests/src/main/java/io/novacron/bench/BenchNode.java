package io.novacron.bench;

import io.novacron.node.Main;
import io.novacron.node.Node;
import io.novacron.vm.VmSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/**
 * A node as {@code novacron start} makes it, which hosts the peers besides. Where they are
 * commanded is in the file {@value #PORT_FILE} of its data folder.
 */
public final class BenchNode {
  static final String PORT_FILE = "bench.port";

  private BenchNode() {}

  /** Takes the options of {@code novacron start}. */
  public static void main(String[] arguments) throws IOException {
    // The node's own settings, and a serializer for what the peers are sent.
    System.setProperty("config.resource", "bench-node.conf");
    Node node = Main.start(arguments);
    var sharding = ClusterSharding.get(node.system());
    VmSpec spec = BareEntity.spec();
    sharding.init(Entity.of(BareActor.TYPE, _ -> BareActor.create()));
    sharding.init(
        Entity.of(BareEntity.TYPE, context -> BareEntity.create(context.getEntityId(), spec)));
    var server = PeerServer.start(sharding);
    publish(data(arguments), server.port());
    node.awaitEnd();
    System.exit(0);
  }

  private static Path data(String[] arguments) {
    return Path.of(arguments[Arrays.asList(arguments).indexOf("--data") + 1]);
  }

  /** Whole or not at all: it is waited for. */
  private static void publish(Path data, int port) throws IOException {
    Path unfinished = Files.writeString(data.resolve(PORT_FILE + ".new"), Integer.toString(port));
    Files.move(unfinished, data.resolve(PORT_FILE));
  }
}
