package io.novacron.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The few calls of a Consul agent's HTTP API that we use. Stages complete within the settings'
 * timeout, exceptionally with a {@link ConsulException} or what kept it from answering. Source:
 * developer.hashicorp.com/consul/api-docs, agent/service, agent/check and health.
 */
final class ConsulApi {
  /** Where an instance of a service listens. */
  record Instance(String host, int port) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConsulSettings settings;
  private final HttpClient http;

  ConsulApi(ConsulSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** {@code PUT path}, with {@code body} as JSON. */
  CompletionStage<String> put(String path, Object body) {
    return send(request(path).PUT(BodyPublishers.ofString(text(body))).build());
  }

  /** Instances of {@code service} whose checks pass. */
  CompletionStage<List<Instance>> passing(String service) {
    String path = "/v1/health/service/" + encoded(service) + "?passing";
    return send(request(path).GET().build()).thenApply(ConsulApi::instances);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(settings.timeout());
    String token = settings.token().reveal();
    return token.isEmpty() ? request : request.header("X-Consul-Token", token);
  }

  /** The client's own timeout ends with the headers; this one does not. */
  private CompletionStage<String> send(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString())
        .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(ConsulApi::checked);
  }

  private static String checked(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new ConsulException(response.statusCode(), response.body());
    }
    return response.body();
  }

  private static List<Instance> instances(String body) {
    List<Instance> found = new ArrayList<>();
    for (JsonNode entry : tree(body)) {
      String own = entry.path("Service").path("Address").asText("");
      String host = own.isEmpty() ? entry.path("Node").path("Address").asText("") : own;
      found.add(new Instance(host, entry.path("Service").path("Port").asInt()));
    }
    return found;
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ConsulException(200, "no JSON: " + e.getOriginalMessage());
    }
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
