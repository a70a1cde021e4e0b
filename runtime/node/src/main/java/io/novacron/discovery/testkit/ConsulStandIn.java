package io.novacron.discovery.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers as a Consul agent does, for the calls that we use: services with a check of a time to
 * live, which is critical when nobody renews it; 404 for what it does not know; 403 without the
 * token.
 */
public final class ConsulStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Service {
    private final JsonNode body;
    private String status = "critical";
    private long renewedNanos = System.nanoTime();

    Service(JsonNode body) {
      this.body = body;
    }

    String status() {
      String ttl = body.path("Check").path("TTL").asText();
      long millis = Long.parseLong(ttl.substring(0, ttl.length() - "ms".length()));
      boolean late = System.nanoTime() - renewedNanos > millis * 1_000_000;
      return late ? "critical" : status;
    }
  }

  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final String token;
  private final int port;
  private HttpServer server;
  private volatile long delayMillis;

  /**
   * Starts one on a loopback port.
   *
   * @param token that a caller has to give; empty for none
   */
  public ConsulStandIn(String token) {
    this.token = token;
    this.server = serve(0);
    this.port = server.getAddress().getPort();
  }

  /** Where it listens, or did. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** It does not listen any more. */
  public void stop() {
    server.stop(0);
  }

  /** It listens again, and knows nothing. */
  public void restart() {
    services.clear();
    server = serve(port);
  }

  /** From now on it takes that long to answer. */
  public void delay(long millis) {
    delayMillis = millis;
  }

  /** It goes on, and knows nothing. */
  public void forget() {
    services.clear();
  }

  /** Status of the check of an instance; empty when it is not known. */
  public Optional<String> status(String id) {
    return Optional.ofNullable(services.get(id)).map(Service::status);
  }

  private HttpServer serve(int wanted) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted);
      var made = HttpServer.create(address, 0);
      made.createContext("/", this::answer);
      made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    LockSupport.parkNanos(delayMillis * 1_000_000);
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String given = exchange.getRequestHeaders().getFirst("X-Consul-Token");
    if (!token.isEmpty() && !token.equals(given)) {
      reply(exchange, 403, "Permission denied");
    } else if (path.equals("/v1/agent/service/register")) {
      JsonNode service = JSON.readTree(body);
      services.put(service.path("ID").asText(), new Service(service));
      reply(exchange, 200, "");
    } else if (path.startsWith("/v1/agent/check/update/service:")) {
      update(exchange, last(path).substring("service:".length()), JSON.readTree(body));
    } else if (path.startsWith("/v1/agent/service/deregister/")) {
      boolean known = services.remove(last(path)) != null;
      reply(exchange, known ? 200 : 404, known ? "" : "Unknown service ID \"" + last(path) + "\"");
    } else if (path.startsWith("/v1/health/service/")) {
      reply(exchange, 200, passing(last(path)));
    } else {
      reply(exchange, 404, "no such call: " + path);
    }
  }

  private void update(HttpExchange exchange, String id, JsonNode body) throws IOException {
    Service service = services.get(id);
    if (service == null) {
      reply(exchange, 404, "Unknown check ID \"service:" + id + "\"");
    } else {
      service.status = body.path("Status").asText();
      service.renewedNanos = System.nanoTime();
      reply(exchange, 200, "");
    }
  }

  private String passing(String name) throws IOException {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Service service : services.values()) {
      if (service.body.path("Name").asText().equals(name) && service.status().equals("passing")) {
        found.add(
            Map.of(
                "Node",
                Map.of("Node", "agent", "Address", "127.0.0.1"),
                "Service",
                Map.of(
                    "ID", service.body.path("ID").asText(),
                    "Service", name,
                    "Address", service.body.path("Address").asText(),
                    "Port", service.body.path("Port").asInt())));
      }
    }
    return JSON.writeValueAsString(found);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
