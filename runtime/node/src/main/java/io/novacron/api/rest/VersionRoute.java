package io.novacron.api.rest;

import io.novacron.control.ControlPlane;
import java.util.concurrent.CompletableFuture;

/** The software that answers. */
final class VersionRoute {
  private final ControlPlane control;

  VersionRoute(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table.get("/v1/version", _ -> CompletableFuture.completedFuture(Answers.ok(control.version())));
  }
}
