package io.novacron.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.init.Health;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/**
 * {@code /startup}, {@code /ready} and {@code /alive} of the management port: 200 or 503, with each
 * component's state and reason as JSON. Made by Pekko Management.
 */
public final class HealthRoutes implements ManagementRouteProvider {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Readiness readiness;

  /** For {@code system}. */
  public HealthRoutes(ExtendedActorSystem system) {
    this.readiness = Readiness.get(Adapter.toTyped(system));
  }

  @Override
  public Route routes(ManagementRouteProviderSettings settings) {
    return Directives.get(() ->
        Directives.concat(
            route("startup", Health::booted),
            route("ready", Health::ready),
            route("alive", _ -> true)));
  }

  private Route route(String path, Predicate<Health> good) {
    return Directives.path(
        path,
        () ->
            Directives.extractRequest(_ -> Directives.complete(answer(readiness.health(), good))));
  }

  private static HttpResponse answer(Health health, Predicate<Health> good) {
    return HttpResponse.create()
        .withStatus(good.test(health) ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE)
        .withEntity(ContentTypes.APPLICATION_JSON, text(health));
  }

  private static String text(Health health) {
    ObjectNode all = JSON.createObjectNode().put("ready", health.ready());
    var checks = all.putArray("checks");
    for (Health.Check check : health.checks()) {
      checks
          .addObject()
          .put("name", check.name())
          .put("phase", check.phase().title())
          .put("state", check.state().name().toLowerCase(Locale.ROOT))
          .put("reason", check.reason());
    }
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }
}
