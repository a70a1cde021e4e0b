package io.novacron.api.rest;

import io.novacron.control.ControlPlane;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Operations. */
final class OperationRoutes {
  private static final List<String> STATES =
      List.of("running", "succeeded", "failed", "cancelled", "rolled-back");

  private final ControlPlane control;

  OperationRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/operations", this::list, "state", "vm", "pageSize", "pageToken")
        .get("/v1/operations/{}", this::get)
        .post("/v1/operations/{}:cancel", this::cancel);
  }

  private CompletionStage<HttpResponse> list(Call call) {
    Query query = call.query();
    return control
        .operations(query.oneOf("state", STATES), query.vm("vm"), query.page())
        .thenApply(Answers::page);
  }

  private CompletionStage<HttpResponse> get(Call call) {
    return control.operation(call.subject()).thenApply(Answers::ok);
  }

  private CompletionStage<HttpResponse> cancel(Call call) {
    return control.cancelOperation(call.subject()).thenApply(Answers::accepted);
  }
}
