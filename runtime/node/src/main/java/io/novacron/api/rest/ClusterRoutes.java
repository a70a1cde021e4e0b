package io.novacron.api.rest;

import io.novacron.api.ProblemException;
import io.novacron.client.resource.JoinRequest;
import io.novacron.client.resource.NodeRequest;
import io.novacron.control.ControlPlane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Members of the cluster, and how far they are from the node that answers. */
final class ClusterRoutes {
  private static final Pattern ADDRESS =
      Pattern.compile("pekko://[A-Za-z0-9_-]+@(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):\\d{1,5}");

  private final ControlPlane control;

  ClusterRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/cluster", this::get)
        .get("/v1/mode", _ -> CompletableFuture.completedFuture(Answers.ok(control.mode().now())))
        .post("/v1/cluster:join", this::join)
        .post("/v1/cluster:leave", this::leave)
        .post("/v1/cluster:down", this::down);
  }

  private CompletionStage<HttpResponse> get(Call call) {
    return control.cluster().thenApply(Answers::ok);
  }

  private CompletionStage<HttpResponse> join(Call call) {
    String address = Text.name("address", call.requiredBody(JoinRequest.class).address());
    if (!ADDRESS.matcher(address).matches()) {
      throw ProblemException.field("address", "must be pekko://novacron@host:port");
    }
    return control.join(address).thenApply(cluster -> Answers.accepted(cluster));
  }

  private CompletionStage<HttpResponse> leave(Call call) {
    return control.leave(node(call)).thenApply(cluster -> Answers.accepted(cluster));
  }

  private CompletionStage<HttpResponse> down(Call call) {
    return control.down(node(call)).thenApply(cluster -> Answers.accepted(cluster));
  }

  private static String node(Call call) {
    return Text.name("node", call.requiredBody(NodeRequest.class).node());
  }
}
