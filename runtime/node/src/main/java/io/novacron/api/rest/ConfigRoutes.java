package io.novacron.api.rest;

import io.novacron.client.resource.ReloadRequest;
import io.novacron.control.ConfigDesk;
import io.novacron.control.ControlPlane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The configuration of the node that answers. */
final class ConfigRoutes {
  private final ControlPlane control;

  ConfigRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/config", _ -> aside(() -> desk().show()))
        .post("/v1/config:reload", this::reload);
  }

  private ConfigDesk desk() {
    return control.configuration();
  }

  private CompletionStage<HttpResponse> reload(Call call) {
    boolean plan = Boolean.TRUE.equals(call.body(ReloadRequest.class).validateOnly());
    return aside(() -> plan ? desk().plan() : desk().reload());
  }

  /** It reads files, which the server's own threads do not wait for. */
  private static CompletionStage<HttpResponse> aside(Supplier<Object> work) {
    return CompletableFuture.supplyAsync(
        () -> Answers.ok(work.get()), task -> Thread.ofVirtual().name("config").start(task));
  }
}
