package io.novacron.api.rest;

import io.novacron.control.ControlPlane;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Live migrations. */
final class MigrationRoutes {
  private static final List<String> STATES =
      List.of(
          "requested",
          "prepared",
          "transferring",
          "sealed",
          "committed",
          "completed",
          "aborting",
          "rolled-back");

  private final ControlPlane control;

  MigrationRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/migrations", this::list, "state", "vm", "pageSize", "pageToken")
        .get("/v1/migrations/{}", this::get)
        .post("/v1/migrations/{}:cancel", this::cancel);
  }

  private CompletionStage<HttpResponse> list(Call call) {
    Query query = call.query();
    return control
        .migrations(query.oneOf("state", STATES), query.vm("vm"), query.page())
        .thenApply(Answers::page);
  }

  private CompletionStage<HttpResponse> get(Call call) {
    return control.migration(call.subject()).thenApply(Answers::ok);
  }

  private CompletionStage<HttpResponse> cancel(Call call) {
    return control.cancelMigration(call.subject()).thenApply(Answers::accepted);
  }
}
