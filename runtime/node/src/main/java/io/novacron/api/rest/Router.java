package io.novacron.api.rest;

import io.novacron.api.Problems;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Sees that every request gets its answer: from its route, or the problem that kept it from one.
 * Nothing is logged or waited for on the way, since a command's journey is mostly this code.
 */
final class Router {
  private final RouteTable table;
  private final Intake intake;
  private final Duration timeout;
  private final RequestIds ids = new RequestIds();

  Router(RouteTable table, Intake intake, Duration timeout) {
    this.table = table;
    this.intake = intake;
    this.timeout = timeout;
  }

  CompletionStage<HttpResponse> handle(HttpRequest http) {
    long beganNanos = System.nanoTime();
    String id = ids.of(http);
    var match = table.match(http);
    match.route().series().began();
    return answer(http, match, id)
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> settle(response, failure, match, id))
        .thenApply(response -> finish(response, match.route(), id, beganNanos));
  }

  private CompletionStage<HttpResponse> answer(
      HttpRequest http, RouteTable.Match match, String id) {
    CompletionStage<ByteString> body =
        http.entity() instanceof HttpEntity.Strict strict
            ? Intake.strict(strict.getData())
            : intake.collect(http.entity());
    return body.thenCompose(
        bytes -> match.route().handler().answer(new Call(http, match, id, bytes)));
  }

  private static HttpResponse settle(
      @Nullable HttpResponse response,
      @Nullable Throwable failure,
      RouteTable.Match match,
      String id) {
    return failure == null && response != null
        ? response
        : Answers.problem(Problems.of(orNothing(failure), Call.asked(match, id)));
  }

  private static Throwable orNothing(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("a route answered nothing") : failure;
  }

  private static HttpResponse finish(
      HttpResponse response, Route route, String id, long beganNanos) {
    route.series().ended(response.status().intValue(), System.nanoTime() - beganNanos);
    return response.addHeader(RawHeader.create(RequestIds.HEADER, id));
  }
}
