package io.novacron.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A real HTTP server on loopback that answers by script and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Reply> script;

  /** A request as it came in; {@code path} with its query. */
  public record Request(String method, String path, String body, HttpExchange exchange) {
    public @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    /** Such as {@code GET /v1/vms}. */
    public String line() {
      return method + " " + path;
    }
  }

  /** Writes an answer, or breaks off. */
  @FunctionalInterface
  public interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private FakeServer(int port, Function<Request, Reply> script) {
    this.script = script;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  public static FakeServer answering(Function<Request, Reply> script) {
    return new FakeServer(0, script);
  }

  /** One that always gives the same answer. */
  public static FakeServer always(Reply reply) {
    return new FakeServer(0, request -> reply);
  }

  /** A port where nobody listens. */
  public static String nobody() {
    try (var gone = always(json(200, "{}"))) {
      return gone.address();
    }
  }

  public void answer(Function<Request, Reply> next) {
    script = next;
  }

  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  public Request last() {
    return requests.get(requests.size() - 1);
  }

  public static Reply json(int status, String body) {
    return body(status, "application/json; charset=utf-8", body);
  }

  public static Reply text(String body) {
    return body(200, "text/plain; charset=utf-8", body);
  }

  public static Reply problem(int status, String code, boolean retryable) {
    return body(
        status,
        "application/problem+json",
        """
        {"type":"https://novacron.io/problems/%s","title":"T","status":%d,"code":"%s",\
        "detail":"it is so","action":"do this","retryable":%s,"violations":[]}\
        """
            .formatted(code, status, code, retryable));
  }

  public static Reply body(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("X-Request-Id", "r-1");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Events, then the end of the stream. */
  public static Reply events(String... lines) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (String line : lines) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    };
  }

  /** The connection breaks before an answer. */
  public static Reply silence() {
    return exchange -> {
      throw new IOException("broken on purpose");
    };
  }

  /** An answer that does not come until the server is closed. */
  public Reply never() {
    return exchange -> {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var request =
          new Request(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), body, exchange);
      requests.add(request);
      script.apply(request).to(exchange);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.stop(0);
  }
}
