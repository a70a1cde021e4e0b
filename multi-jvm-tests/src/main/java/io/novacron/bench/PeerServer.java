package io.novacron.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** In a node: runs one peer's load when it is told to, and answers with what was seen. */
final class PeerServer {
  static final JsonMapper JSON = new JsonMapper();

  /** Actors that the bare ask is spread over. */
  private static final int ACTORS = 1000;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * What to run.
   *
   * @param name of this run, part of the ids of its entities
   */
  record Order(
      PeerKind kind,
      String name,
      int inFlight,
      long rampMillis,
      long warmUpMillis,
      long measuredMillis) {
    Load.Plan plan() {
      return new Load.Plan(
          inFlight,
          Duration.ofMillis(rampMillis),
          Duration.ofMillis(warmUpMillis),
          Duration.ofMillis(measuredMillis));
    }
  }

  private final ClusterSharding sharding;
  private final HttpServer server;

  private PeerServer(ClusterSharding sharding, HttpServer server) {
    this.sharding = sharding;
    this.server = server;
  }

  /** Listens on a free port of loopback. */
  static PeerServer start(ClusterSharding sharding) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var started = new PeerServer(sharding, HttpServer.create(address, 0));
    started.server.createContext("/run", started::run);
    started.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.server.start();
    return started;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void run(HttpExchange exchange) throws IOException {
    try (exchange) {
      Order order = JSON.readValue(exchange.getRequestBody().readAllBytes(), Order.class);
      Load.Result result = Load.saturate(order.plan(), workers(order), _ -> {});
      byte[] answer = JSON.writeValueAsBytes(PeerFigures.of(result));
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private IntFunction<Load.Worker> workers(Order order) {
    return switch (order.kind()) {
      case ASK -> index -> asker(index);
      case PERSIST -> index -> writer(order.name() + "-" + index + "-");
    };
  }

  private Load.Worker asker(int index) {
    var number = new AtomicLong(index * 7919L);
    return () -> {
      long n = number.getAndIncrement();
      ask(BareActor.TYPE, "a" + n % ACTORS, replyTo -> new PeerMessage.Ask(n, replyTo));
    };
  }

  /** As a user of VMs does: a new one with the first operation, the same one with the second. */
  private Load.Worker writer(String prefix) {
    var number = new AtomicLong();
    return () -> {
      long n = number.getAndIncrement();
      ask(BareEntity.TYPE, prefix + n / 2, replyTo -> new PeerMessage.Write(n, replyTo));
    };
  }

  private void ask(
      EntityTypeKey<PeerMessage> type,
      String id,
      java.util.function.Function<ActorRef<PeerMessage.Answer>, PeerMessage> question)
      throws Exception {
    EntityRef<PeerMessage> entity = sharding.entityRefFor(type, id);
    entity
        .<PeerMessage.Answer>ask(question::apply, TIMEOUT)
        .toCompletableFuture()
        .get(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }
}
