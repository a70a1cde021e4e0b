package io.novacron.api.rest;

import io.novacron.client.resource.BootRecordResource;
import io.novacron.client.resource.Page;
import io.novacron.control.ControlPlane;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How the node that answers booted. */
final class BootRoute {
  private final ControlPlane control;

  BootRoute(ControlPlane control) {
    this.control = control;
  }

  private static HttpResponse all(List<BootRecordResource> boots) {
    return Answers.page(new Page<>(boots, null));
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/boot", _ -> CompletableFuture.completedFuture(Answers.ok(control.boot())))
        .get("/v1/boot/history", _ -> control.boots().thenApply(BootRoute::all));
  }
}
