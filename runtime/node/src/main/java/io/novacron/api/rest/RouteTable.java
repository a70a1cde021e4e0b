package io.novacron.api.rest;

import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * All routes. A request is brought into the form of its template ({@code /v1/vms/web1:start} is
 * {@code /v1/vms/{}:start}) and looked up, so that finding the route costs the same for all.
 */
final class RouteTable {
  /** A route, and the name in the path. */
  record Match(Route route, String subject) {}

  private static final String NAME = "{}";

  private final Map<String, Map<String, Route>> byTemplate = new HashMap<>();
  private final HttpMetrics metrics;
  private final Route unknown;

  RouteTable(HttpMetrics metrics) {
    this.metrics = metrics;
    this.unknown = route("ANY", "unknown", RouteTable::notFound);
  }

  RouteTable get(String template, Route.Handler handler, String... queries) {
    return add(route("GET", template, handler, queries));
  }

  RouteTable post(String template, Route.Handler handler) {
    return add(route("POST", template, handler));
  }

  RouteTable patch(String template, Route.Handler handler) {
    return add(route("PATCH", template, handler));
  }

  RouteTable delete(String template, Route.Handler handler, String... queries) {
    return add(route("DELETE", template, handler, queries));
  }

  private RouteTable add(Route route) {
    byTemplate.computeIfAbsent(route.template(), _ -> new TreeMap<>()).put(route.method(), route);
    return this;
  }

  private Route route(String method, String template, Route.Handler handler, String... queries) {
    var series = metrics.series(method, template);
    return new Route(method, template, Set.of(queries), handler, series);
  }

  /** Always finds one: where there is none, one that says so. */
  Match match(HttpRequest http) {
    List<String> path = new ArrayList<>(4);
    http.getUri().pathSegments().forEach(path::add);
    String last = path.size() == 3 || path.size() == 4 ? path.get(2) : "";
    int colon = last.lastIndexOf(':');
    String subject = colon < 0 ? last : last.substring(0, colon);
    String verb = colon < 0 ? "" : last.substring(colon);
    var methods = byTemplate.get(template(path, verb));
    if (methods == null) {
      return new Match(unknown, "");
    }
    Route route = methods.get(http.method().value());
    return new Match(route == null ? notAllowed(methods) : route, subject);
  }

  private static String template(List<String> path, String verb) {
    return switch (path.size()) {
      case 1 -> "/" + path.get(0);
      case 2 -> "/" + path.get(0) + "/" + path.get(1);
      case 3 -> "/" + path.get(0) + "/" + path.get(1) + "/" + NAME + verb;
      case 4 -> "/" + path.get(0) + "/" + path.get(1) + "/" + NAME + verb + "/" + path.get(3);
      default -> "";
    };
  }

  private static CompletableFuture<HttpResponse> notFound(Call call) {
    throw new ProblemException(
        ProblemCode.NOT_FOUND, "there is no path " + call.path(), "See docs/api.md for all paths.");
  }

  private Route notAllowed(Map<String, Route> methods) {
    Route any = methods.values().iterator().next();
    String allowed = String.join(", ", methods.keySet());
    return route("ANY", any.template(), call -> refuse(call, allowed));
  }

  private static CompletableFuture<HttpResponse> refuse(Call call, String allowed) {
    var refused =
        new ProblemException(
            ProblemCode.METHOD_NOT_ALLOWED, call.method() + " is not defined for " + call.path());
    return CompletableFuture.completedFuture(
        call.problem(refused).addHeader(RawHeader.create("Allow", allowed)));
  }
}
