package io.novacron.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.multijvm.Child;
import io.novacron.multijvm.JavaCommand;
import io.novacron.multijvm.NodeSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A node that was started as {@code ./novacron start} does, with no flags of a benchmark. */
record BootingNode(NodeSpec spec, Child process) implements BootSubject {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;

  /** Starts it. */
  static BootingNode start(NodeSpec spec) {
    List<String> command = JavaCommand.asLaunched("node", spec.data());
    command.addAll(spec.arguments());
    return new BootingNode(
        spec, Child.start(command, spec.data().resolveSibling(spec.id() + ".log")));
  }

  @Override
  public boolean isReady() {
    try {
      return get(spec.management() + "/ready").statusCode() == OK;
    } catch (BootFailedException notYet) {
      return false;
    }
  }

  @Override
  public JsonNode report() {
    return json(spec.api() + "/v1/boot");
  }

  /** How many members of its cluster it sees up. */
  long membersUp() {
    JsonNode members = json(spec.management() + "/cluster/members").path("members");
    return members.valueStream().filter(m -> m.path("status").asText().equals("Up")).count();
  }

  private static JsonNode json(String uri) {
    try {
      return JSON.readTree(get(uri).body());
    } catch (IOException e) {
      throw new BootFailedException(uri + " answers no JSON: " + e.getMessage());
    }
  }

  private static HttpResponse<String> get(String uri) {
    var request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BootFailedException(uri + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BootFailedException(uri + ": interrupted");
    }
  }
}
