package io.novacron.api.rest;

import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.Page;
import io.novacron.control.ControlPlane;
import io.novacron.control.ControlPlane.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Hosts. */
final class NodeRoutes {
  private final ControlPlane control;

  NodeRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table.get("/v1/nodes", this::list, "pageSize", "pageToken").get("/v1/nodes/{}", this::get);
  }

  private CompletionStage<HttpResponse> list(Call call) {
    PageRequest page = call.query().page();
    return control.nodes().thenApply(nodes -> Answers.page(part(nodes, page)));
  }

  /** Nodes are few and known by heart, so they are counted off here, in the order of their ids. */
  private static Page<NodeResource> part(List<NodeResource> nodes, PageRequest page) {
    String after = page.token().orElse("");
    var rest =
        nodes.stream()
            .filter(node -> node.id().compareTo(after) > 0)
            .sorted(Comparator.comparing(NodeResource::id))
            .toList();
    return rest.size() <= page.size()
        ? new Page<>(rest, null)
        : new Page<>(rest.subList(0, page.size()), rest.get(page.size() - 1).id());
  }

  private CompletionStage<HttpResponse> get(Call call) {
    return control.node(call.subject()).thenApply(Answers::ok);
  }
}
