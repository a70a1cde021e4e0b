package io.novacron.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.multijvm.Child;
import io.novacron.multijvm.JavaCommand;
import io.novacron.multijvm.NodeSpec;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A node that was started as {@code ./novacron start} does, with no flags of a benchmark. */
final class BootingNode implements BootSubject {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;

  private final NodeSpec spec;
  private final boolean tls;
  private final Child process;
  private Optional<HttpClient> http = Optional.empty();

  private BootingNode(NodeSpec spec, boolean tls, Child process) {
    this.spec = spec;
    this.tls = tls;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param tls whether its settings say that it speaks TLS, with certificates that it makes
   */
  static BootingNode start(NodeSpec spec, boolean tls) {
    List<String> command = JavaCommand.launchedNode(spec.arguments(), spec.data());
    Child process = Child.start(command, spec.data().resolveSibling(spec.id() + ".log"));
    return new BootingNode(spec, tls, process);
  }

  @Override
  public Child process() {
    return process;
  }

  String id() {
    return spec.id();
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

  private JsonNode json(String uri) {
    try {
      return JSON.readTree(get(uri).body());
    } catch (IOException e) {
      throw new BootFailedException(uri + " answers no JSON: " + e.getMessage());
    }
  }

  private HttpResponse<String> get(String plain) {
    String uri = tls ? plain.replaceFirst("http:", "https:") : plain;
    var request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
    try {
      return client().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BootFailedException(uri + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BootFailedException(uri + ": interrupted");
    }
  }

  @Override
  public void close() {
    process.close();
    http.ifPresent(HttpClient::shutdownNow);
  }

  /** The certificates are there when it is ready, and not before. */
  private HttpClient client() {
    if (http.isEmpty()) {
      var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
      if (tls) {
        var own = TlsFiles.in(spec.data().resolve("tls").resolve(spec.id()));
        builder.sslContext(LiveTls.open(own, InstantSource.system(), message -> {}).withAnybody());
      }
      http = Optional.of(builder.build());
    }
    return http.orElseThrow();
  }
}
