package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.InvalidGraphException;
import io.novacron.init.Phase;
import io.novacron.init.Reports;
import io.novacron.init.actor.ComponentProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeBootTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration START = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> diary = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Reports> reports = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  /** What a test has a component do when it starts, and when it stops. */
  private interface Work {
    void run() throws Exception;
  }

  private Component plugin(ComponentSpec spec, Work start, Work stop) {
    return new Component() {
      @Override
      public ComponentSpec spec() {
        return spec;
      }

      @Override
      public void start(Reports to) throws Exception {
        start.run();
        diary.add("+" + spec.name());
        reports.add(to);
      }

      @Override
      public void stop() throws Exception {
        stop.run();
        diary.add("-" + spec.name());
      }
    };
  }

  private Component plugin(String name, Criticality criticality, Work start, String... needs) {
    return plugin(
        new ComponentSpec(name, Phase.SERVICES, criticality, List.of(needs), START),
        start,
        () -> {});
  }

  private static ComponentProvider of(Component... components) {
    return _ -> List.of(components);
  }

  private HttpResponse<String> ask(NodeSettings settings, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + settings.ports().management() + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void probesAreAnsweredWithTheReasonOfEachComponent() throws Exception {
    NodeSettings settings = TestCluster.alone(folder);
    Component cache =
        plugin(
            "extra",
            Criticality.OPTIONAL,
            () -> {
              throw new IllegalStateException("connection refused");
            });
    try (Node node = Node.start(settings, List.of(of(cache)))) {
      Awaitility.await().atMost(LIMIT).until(node::isReady);

      HttpResponse<String> ready = ask(settings, "/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body())
          .contains("\"ready\":true")
          .contains(
              "{\"name\":\"extra\",\"phase\":\"services\",\"state\":\"degraded\","
                  + "\"reason\":\"connection refused\"}")
          .contains("{\"name\":\"database\",\"phase\":\"core\",\"state\":\"ok\",\"reason\":\"\"}");
      assertThat(ask(settings, "/startup").statusCode()).isEqualTo(200);
      assertThat(ask(settings, "/alive").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatAilsMakesTheNodeUnreadyButKeepsItAlive() throws Exception {
    NodeSettings settings = TestCluster.alone(folder);
    Component disk = plugin("disk", Criticality.CRITICAL, () -> {}, "api");
    try (Node node = Node.start(settings, List.of(of(disk)))) {
      Awaitility.await().atMost(LIMIT).until(node::isReady);
      Reports says = reports.poll(10, TimeUnit.SECONDS);
      assertThat(says).isNotNull();

      says.ailing("is full");
      Awaitility.await().atMost(LIMIT).until(() -> ask(settings, "/ready").statusCode() == 503);
      assertThat(ask(settings, "/ready").body()).contains("is full");
      assertThat(ask(settings, "/alive").statusCode()).isEqualTo(200);
      says.well();
      Awaitility.await().atMost(LIMIT).until(() -> ask(settings, "/ready").statusCode() == 200);
    }
  }

  @Test
  void aLostComponentOfAPluginIsStartedAgain() throws Exception {
    Component disk = plugin("disk", Criticality.CRITICAL, () -> {}, "api");
    try (Node node = Node.start(TestCluster.alone(folder), List.of(of(disk)))) {
      Reports says = reports.poll(10, TimeUnit.SECONDS);
      assertThat(says).isNotNull();

      says.lost("unplugged");

      assertThat(reports.poll(20, TimeUnit.SECONDS)).isNotNull();
      Awaitility.await().atMost(LIMIT).until(node::isReady);
      assertThat(diary).containsExactly("+disk", "-disk", "+disk");
    }
  }

  @Test
  void whatNeedsTheApiIsStoppedWhileThatStillAnswers() {
    AtomicReference<String> api = new AtomicReference<>("");
    AtomicReference<Integer> status = new AtomicReference<>(0);
    Component last =
        plugin(
            ComponentSpec.critical("last", Phase.POST_INIT, START, "api"),
            () -> {},
            () ->
                status.set(
                    http.send(
                            HttpRequest.newBuilder(URI.create(api.get() + "/v1/version")).build(),
                            HttpResponse.BodyHandlers.discarding())
                        .statusCode()));
    Node node = Node.start(TestCluster.alone(folder), List.of(of(last)));
    api.set(node.api());
    node.close();

    assertThat(diary).containsExactly("+last", "-last");
    assertThat(status).hasValue(200);
  }

  @Test
  void aNodeThatIsToldToEndInTheMiddleOfItsBootStopsWhatItHasStarted() {
    AtomicReference<ActorSystem<?>> system = new AtomicReference<>();
    Component slow =
        plugin("slow", Criticality.CRITICAL, () -> Thread.sleep(START.toMillis()), "orchestration");
    ComponentProvider plugins =
        known -> {
          system.set(known);
          return List.of(plugin("first", Criticality.CRITICAL, () -> {}, "database"), slow);
        };
    Thread.ofVirtual()
        .start(() -> {
          Awaitility.await().atMost(LIMIT).until(() -> diary.contains("+first"));
          var _ = CoordinatedShutdown.get(system.get()).runAll(CoordinatedShutdown.jvmExitReason());
        });

    assertThatThrownBy(() -> Node.start(TestCluster.alone(folder), List.of(plugins)))
        .isInstanceOf(BootEndedException.class);
    assertThat(diary).contains("-first").doesNotContain("+slow");
  }

  @Test
  void aPluginThatNeedsWhatIsNotThereIsRefused() {
    Component lost = plugin("extra", Criticality.CRITICAL, () -> {}, "databse");
    assertThatThrownBy(() -> Node.start(TestCluster.alone(folder), List.of(of(lost))))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("is database meant?");
    assertThat(diary).isEmpty();
  }
}
