package io.novacron.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.novacron.client.resource.Json;
import io.novacron.metrics.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A real server over a fake control plane, and a client for it. */
final class Api implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  final FakeControlPlane control = new FakeControlPlane();
  final Metrics metrics = new Metrics();
  final ActorSystem<Void> system = system();
  final RestServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Api() {
    this(RestSettings.DEFAULT);
  }

  Api(RestSettings settings) {
    server = await(RestServer.start(system, control, "127.0.0.1", 0, metrics, settings));
  }

  /** Without the configuration of a node: one JVM, no cluster. */
  static ActorSystem<Void> system() {
    var config =
        ConfigFactory.parseString(
            "pekko.fail-mixed-versions = off, pekko.coordinated-shutdown.exit-jvm = off, "
                + "pekko.loglevel = WARNING, pekko.stdout-loglevel = OFF, "
                + "pekko.loggers = [\"org.apache.pekko.event.slf4j.Slf4jLogger\"], "
                + "pekko.logging-filter = \"org.apache.pekko.event.slf4j.Slf4jLoggingFilter\"");
    return ActorSystem.create(
        Behaviors.empty(), "api", config.withFallback(ConfigFactory.defaultReference()).resolve());
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(LIMIT);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return send(to(path));
  }

  Answer delete(String path) {
    return send(to(path).DELETE());
  }

  Answer post(String path) {
    return send(to(path).POST(BodyPublishers.noBody()));
  }

  Answer post(String path, String json) {
    return send(with(path, "POST", json));
  }

  Answer patch(String path, String json) {
    return send(with(path, "PATCH", json));
  }

  HttpRequest.Builder with(String path, String method, String json) {
    return to(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(json));
  }

  /** What the server sends until it closes the connection. */
  String raw(String request) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.listening().getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<InputStream> stream(HttpRequest.Builder request) {
    return await(client.sendAsync(request.build(), BodyHandlers.ofInputStream()));
  }

  @Override
  public void close() {
    client.close();
    ActorTestKit.shutdown(system, Duration.ofSeconds(30));
  }

  /** What came back. */
  record Answer(HttpResponse<String> http) {
    int status() {
      return http.statusCode();
    }

    String body() {
      return http.body();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return Json.strict().readTree(http.body());
      } catch (IOException e) {
        throw new IllegalStateException(http.body(), e);
      }
    }

    /** Status and code, when it is a whole problem. */
    String problem() {
      JsonNode problem = json();
      boolean whole =
          header("Content-Type").equals("application/problem+json")
              && problem.path("status").asInt() == status()
              && problem.path("type").asText().endsWith("/" + problem.path("code").asText())
              && !problem.path("title").asText().isEmpty()
              && !problem.path("action").asText().isEmpty()
              && problem.has("retryable")
              && problem.has("violations");
      return whole ? status() + " " + problem.path("code").asText() : "not a problem: " + body();
    }

    String detail() {
      return json().path("detail").asText();
    }

    String action() {
      return json().path("action").asText();
    }
  }
}
