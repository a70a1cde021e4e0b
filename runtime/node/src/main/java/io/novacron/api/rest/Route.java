package io.novacron.api.rest;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * What answers one method of one path.
 *
 * @param template the path with {@code {}} for the name in it
 * @param queries names of the parameters that it knows
 */
record Route(
    String method,
    String template,
    Set<String> queries,
    Handler handler,
    HttpMetrics.Series series) {

  /** Answers with a stage that nobody else holds; may throw what {@code Problems} knows. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<HttpResponse> answer(Call call);
  }

  String name() {
    return method + " " + template;
  }
}
