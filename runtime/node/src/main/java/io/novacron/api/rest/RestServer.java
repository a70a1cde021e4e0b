package io.novacron.api.rest;

import io.novacron.control.ControlPlane;
import io.novacron.metrics.Metrics;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.HttpsConnectionContext;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.Duration;

/**
 * The REST API of a node, listening. It stops by itself with its actor system: no new requests in
 * {@code service-unbind}, and in {@code service-requests-done} those under way get a deadline.
 */
public final class RestServer {
  /** A name of 10,000 characters is unknown, not unreadable. */
  private static final int MAX_URI_LENGTH = 16 << 10;

  private static final int MAX_CONNECTIONS = 4096;
  private static final int MAX_WAITING_CONNECTIONS = 2048;

  private final ServerBinding binding;
  private final EventFeeds feeds;
  private final RestSettings settings;
  private final String scheme;

  private RestServer(
      ServerBinding binding, EventFeeds feeds, RestSettings settings, String scheme) {
    this.binding = binding;
    this.feeds = feeds;
    this.settings = settings;
    this.scheme = scheme;
  }

  /** Starts with figures and settings of its own. */
  public static CompletionStage<RestServer> start(
      ActorSystem<?> system, ControlPlane control, String host, int port) {
    return start(system, control, host, port, new Metrics(), RestSettings.DEFAULT);
  }

  /** Starts in the clear: for loopback. */
  public static CompletionStage<RestServer> start(
      ActorSystem<?> system,
      ControlPlane control,
      String host,
      int port,
      Metrics metrics,
      RestSettings settings) {
    return start(system, control, host, port, metrics, settings, null);
  }

  /**
   * Starts.
   *
   * @param port 0 takes a free one
   * @param metrics served at {@code /metrics}
   * @param tls what its connections are protected with; null for none
   * @return fails with {@link ListenException} when it cannot listen there
   */
  public static CompletionStage<RestServer> start(
      ActorSystem<?> system,
      ControlPlane control,
      String host,
      int port,
      Metrics metrics,
      RestSettings settings,
      @Nullable HttpsConnectionContext tls) {
    var figures = new HttpMetrics(metrics);
    var feeds = new EventFeeds(settings, figures);
    var table = table(control, metrics, figures, feeds);
    var router = new Router(table, new Intake(system), settings.answerTimeout());
    var builder = Http.get(system).newServerAt(host, port).withSettings(serverSettings(system));
    return (tls == null ? builder : builder.enableHttps(tls))
        .bind(router::handle)
        .handle((binding, failure) -> bound(binding, failure, host, port))
        .thenApply(binding ->
            new RestServer(binding, feeds, settings, tls == null ? "http" : "https")
                .stoppingWith(system));
  }

  private static RouteTable table(
      ControlPlane control, Metrics metrics, HttpMetrics figures, EventFeeds feeds) {
    var table = new RouteTable(figures);
    new VmRoutes(control).addTo(table);
    new OperationRoutes(control).addTo(table);
    new MigrationRoutes(control).addTo(table);
    new NodeRoutes(control).addTo(table);
    new ClusterRoutes(control).addTo(table);
    new EventRoutes(control, feeds).addTo(table);
    new VersionRoute(control).addTo(table);
    new BootRoutes(control).addTo(table);
    new ConfigRoutes(control).addTo(table);
    new MetricsRoute(metrics).addTo(table);
    return table;
  }

  private static ServerSettings serverSettings(ActorSystem<?> system) {
    var settings = ServerSettings.create(system.settings().config());
    return settings
        .withTimeouts(settings.getTimeouts().withRequestTimeout(Duration.Inf()))
        .withParserSettings(
            settings
                .getParserSettings()
                .withMaxUriLength(MAX_URI_LENGTH)
                .withIllegalHeaderWarnings(false))
        .withParsingErrorHandler(ParsingErrors.class.getName())
        .withTransparentHeadRequests(true)
        .withServerHeader(Optional.empty())
        .withMaxConnections(MAX_CONNECTIONS)
        .withBacklog(MAX_WAITING_CONNECTIONS);
  }

  private static ServerBinding bound(
      @Nullable ServerBinding binding, @Nullable Throwable failure, String host, int port) {
    if (binding == null) {
      throw ListenException.of(host, port, failure == null ? new IllegalStateException() : failure);
    }
    return binding;
  }

  private RestServer stoppingWith(ActorSystem<?> system) {
    var shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "rest-unbind", this::unbind);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(), "rest-terminate", this::terminate);
    return this;
  }

  /** Where it listens. */
  public InetSocketAddress listening() {
    return binding.localAddress();
  }

  /** Base address, {@code http://host:port} or {@code https://host:port}. */
  public String address() {
    String host = listening().getHostString();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + bracketed + ":" + listening().getPort();
  }

  /** Stops listening, ends the event feeds, and waits for requests under way up to a deadline. */
  public CompletionStage<Done> stop() {
    return unbind().thenCompose(_ -> terminate());
  }

  private CompletionStage<Done> unbind() {
    feeds.close();
    return binding.unbind();
  }

  private CompletionStage<Done> terminate() {
    return binding.terminate(settings.goodbye()).thenApply(_ -> Done.getInstance());
  }
}
