package io.novacron.api.rest;

import io.novacron.client.resource.Page;
import io.novacron.control.BootDesk;
import io.novacron.control.ControlPlane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How the node that answers booted, this time and before. */
final class BootRoutes {
  private final ControlPlane control;

  BootRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/boot", _ -> CompletableFuture.completedFuture(Answers.ok(desk().now())))
        .get("/v1/boot/{}", this::past);
  }

  private BootDesk desk() {
    return control.boots();
  }

  /** All of them are few enough for one page. */
  private CompletionStage<HttpResponse> past(Call call) {
    return call.subject().equals("history")
        ? aside(() -> Answers.page(new Page<>(desk().history(), null)))
        : aside(() -> Answers.ok(desk().past(call.subject())));
  }

  /** It reads a file, which the server's own threads do not wait for. */
  private static CompletionStage<HttpResponse> aside(Supplier<HttpResponse> work) {
    return CompletableFuture.supplyAsync(
        work, task -> Thread.ofVirtual().name("boots").start(task));
  }
}
