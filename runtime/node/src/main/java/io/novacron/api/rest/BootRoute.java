package io.novacron.api.rest;

import io.novacron.control.ControlPlane;
import java.util.concurrent.CompletableFuture;

/** How the node that answers booted. */
final class BootRoute {
  private final ControlPlane control;

  BootRoute(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table.get("/v1/boot", _ -> CompletableFuture.completedFuture(Answers.ok(control.boot())));
  }
}
