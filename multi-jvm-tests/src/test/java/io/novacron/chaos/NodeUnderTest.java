package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.multijvm.NodeProcess;
import io.novacron.multijvm.NodeSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A node's process, asked as its users and its probes do. */
final class NodeUnderTest implements AutoCloseable {
  /** Generous: a machine that does much else passes, too. */
  static final Duration LIMIT = Duration.ofSeconds(90);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long GLANCE_NANOS = Duration.ofMillis(50).toNanos();
  private static final String GUEST = "guest";
  private static final Pattern BEATS =
      Pattern.compile("novacron_guest_heartbeats\\{vm=\"" + GUEST + "\"\\} ([0-9.Ee+]+)");
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final NodeProcess process;
  private final long startedNanos = System.nanoTime();
  private final AtomicInteger created = new AtomicInteger();

  private NodeUnderTest(NodeProcess process) {
    this.process = process;
  }

  static NodeUnderTest start(NodeSpec spec) {
    return new NodeUnderTest(NodeProcess.start(spec));
  }

  NodeProcess process() {
    return process;
  }

  /** Seconds from its start until it serves. */
  double untilReady() {
    process.awaitReady(LIMIT);
    return secondsSince(startedNanos);
  }

  /** Seconds from its start until it has ended by itself. */
  double untilEnd() {
    if (!process.awaitEnd(LIMIT)) {
      throw new AssertionError("has not ended:\n" + process.logTail());
    }
    return secondsSince(startedNanos);
  }

  /** Seconds from now until {@code /ready} says {@code state} of {@code component}. */
  double until(String component, String state) {
    return until(component + " is " + state, () -> state(component).equals(state));
  }

  /** Seconds from now until it serves again. */
  double untilServing() {
    return until("serves", process::isReady);
  }

  /** Seconds from now until {@code condition}. */
  double until(String what, BooleanSupplier condition) {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (secondsSince(began) > LIMIT.toSeconds() || !process.isAlive()) {
        throw new AssertionError("never: " + what + "; the end of its log:\n" + process.logTail());
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
    return secondsSince(began);
  }

  /** As {@code /ready} has it; empty when that does not answer. */
  String state(String component) {
    return check(component).map(check -> check.path("state").asText()).orElse("");
  }

  /** Why it is as it is; empty when it serves. */
  String reason(String component) {
    return check(component).map(check -> check.path("reason").asText()).orElse("");
  }

  private Optional<JsonNode> check(String component) {
    try {
      var checks = json(get(process.spec().management() + "/ready").body()).path("checks");
      return checks
          .valueStream()
          .filter(c -> c.path("name").asText().equals(component))
          .findFirst();
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  /** Makes a guest, and waits until it runs. */
  void startGuest() {
    String vms = process.spec().api() + "/v1/vms";
    try {
      demand(201, post(vms, vm(GUEST)));
      demand(202, post(vms + "/" + GUEST + ":start", "{}"));
    } catch (IOException e) {
      throw unanswered(e);
    }
    awaitBeats();
  }

  private static void demand(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  /** Waits until the guest's heart has beaten once more. */
  void awaitBeats() {
    double before = beats();
    until("its guest goes on", () -> beats() > before);
  }

  private AssertionError unanswered(IOException why) {
    return new AssertionError("no answer; the end of its log:\n" + process.logTail(), why);
  }

  private double beats() {
    try {
      return BEATS
          .matcher(get(process.spec().api() + "/metrics").body())
          .results()
          .mapToDouble(beats -> Double.parseDouble(beats.group(1)))
          .sum();
    } catch (IOException e) {
      throw unanswered(e);
    }
  }

  /** Status of {@code /ready}. */
  int ready() {
    try {
      return get(process.spec().management() + "/ready").statusCode();
    } catch (IOException e) {
      throw unanswered(e);
    }
  }

  /**
   * What a user is answered who lists VMs now.
   *
   * @param query with its question mark, or empty
   */
  Answer list(String query) {
    try {
      return answer(request(process.spec().api() + "/v1/vms" + query).GET());
    } catch (IOException e) {
      throw unanswered(e);
    }
  }

  /** What a user is answered who makes a VM now. */
  Answer create() {
    try {
      String name = process.spec().id() + "-vm" + created.incrementAndGet();
      return answer(posting(process.spec().api() + "/v1/vms", vm(name)));
    } catch (IOException e) {
      throw unanswered(e);
    }
  }

  /** All is well, for users and for probes; what they are answered. */
  Sight serving() {
    Sight seen = look();
    assertThat(seen.ready()).isEqualTo(200);
    assertThat(seen.list()).returns(200, Answer::status).returns(false, Answer::kept);
    assertThat(seen.create()).returns(201, Answer::status);
    return seen;
  }

  /** It gives all of {@code words} as the reason why {@code component} is not well. */
  void says(String component, String... words) {
    assertThat(reason(component)).contains(words);
  }

  /** What a user and a probe are answered now: a list, a new VM, {@code /ready}. */
  Sight look() {
    return new Sight(ready(), list(""), create());
  }

  private static String vm(String name) {
    return """
    {"name":"%s","spec":{"driver":"sim","memoryMiB":16,"heartbeat":"serial"}}
    """
        .formatted(name);
  }

  private static HttpResponse<String> post(String uri, String body) throws IOException {
    return send(posting(uri, body));
  }

  private static HttpRequest.Builder posting(String uri, String body) {
    return request(uri)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static Answer answer(HttpRequest.Builder request) throws IOException {
    long began = System.nanoTime();
    HttpResponse<String> response = send(request);
    boolean kept = response.headers().firstValue("Cache-Status").orElse("").contains("hit");
    String code = response.statusCode() < 400 ? "" : json(response.body()).path("code").asText();
    return new Answer(response.statusCode(), code, kept, secondsSince(began));
  }

  private static JsonNode json(String body) throws IOException {
    return JSON.readTree(body);
  }

  private static HttpResponse<String> get(String uri) throws IOException {
    return send(request(uri).GET());
  }

  private static HttpRequest.Builder request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  @Override
  public void close() {
    process.stop();
  }
}
