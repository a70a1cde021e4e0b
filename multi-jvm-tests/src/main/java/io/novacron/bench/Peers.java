package io.novacron.bench;

import io.novacron.multijvm.NodeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Commands the peers of all nodes from outside. */
final class Peers {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private final List<URI> nodes;
  private final HttpClient http = HttpClient.newHttpClient();

  private Peers(List<URI> nodes) {
    this.nodes = nodes;
  }

  /** Finds them; nodes publish their port after they have begun to serve. */
  static Peers of(List<NodeSpec> nodes) {
    return new Peers(nodes.stream().map(Peers::address).toList());
  }

  private static URI address(NodeSpec node) {
    Path file = node.data().resolve(BenchNode.PORT_FILE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("node " + node.id() + " has no peers: no " + file);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    try {
      return URI.create("http://127.0.0.1:" + Files.readString(file) + "/run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs one on all nodes at once, {@code plan.inFlight()} in all.
   *
   * @param name of this run: the entities of another one are others
   */
  PeerFigures run(PeerKind kind, String name, Load.Plan plan) {
    List<CompletableFuture<PeerFigures>> all = new java.util.ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      // What does not divide evenly goes to the first nodes.
      int share = (plan.inFlight() + nodes.size() - 1 - i) / nodes.size();
      var order =
          new PeerServer.Order(
              kind,
              name + i,
              share,
              plan.ramp().toMillis(),
              plan.warmUp().toMillis(),
              plan.measured().toMillis());
      all.add(send(nodes.get(i), order));
    }
    return PeerFigures.sum(all.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<PeerFigures> send(URI node, PeerServer.Order order) {
    Duration longest =
        order.plan().ramp().plus(order.plan().warmUp()).plus(order.plan().measured());
    var request =
        HttpRequest.newBuilder(node)
            .timeout(longest.plus(PATIENCE.multipliedBy(3)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(json(order)))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> figures(response.body()));
  }

  private static byte[] json(PeerServer.Order order) {
    try {
      return PeerServer.JSON.writeValueAsBytes(order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PeerFigures figures(byte[] body) {
    try {
      return PeerServer.JSON.readValue(body, PeerFigures.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
