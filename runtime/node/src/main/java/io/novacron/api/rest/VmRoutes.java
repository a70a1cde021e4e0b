package io.novacron.api.rest;

import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.LabelsRequest;
import io.novacron.client.resource.MigrateRequest;
import io.novacron.client.resource.StartRequest;
import io.novacron.client.resource.StopRequest;
import io.novacron.control.ControlPlane;
import io.novacron.control.ControlPlane.VmFilter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Virtual machines and their verbs. */
final class VmRoutes {
  private static final List<String> STATES =
      List.of(
          "defined",
          "starting",
          "running",
          "paused",
          "migrating",
          "stopping",
          "stopped",
          "failed",
          "deleted");
  private static final int DEFAULT_GRACE_SECONDS = 10;
  private static final int MAX_GRACE_SECONDS = 3600;
  private static final long DEFAULT_PAUSE_MILLIS = 300;
  private static final long MAX_PAUSE_MILLIS = 600_000;
  private static final long DEFAULT_CONSOLE_BYTES = 1 << 16;
  private static final long MAX_CONSOLE_BYTES = 1 << 20;

  private final ControlPlane control;

  VmRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(RouteTable table) {
    table
        .get("/v1/vms", this::list, "state", "host", "label", "pageSize", "pageToken")
        .post("/v1/vms", this::create)
        .get("/v1/vms/{}", this::get)
        .patch("/v1/vms/{}", this::relabel)
        .delete("/v1/vms/{}", this::delete, "force")
        .post("/v1/vms/{}:start", this::start)
        .post("/v1/vms/{}:stop", this::stop)
        .post("/v1/vms/{}:pause", this::pause)
        .post("/v1/vms/{}:resume", this::resume)
        .post("/v1/vms/{}:migrate", this::migrate)
        .get("/v1/vms/{}/console", this::console, "bytes")
        .get("/v1/vms/{}/statistics", this::statistics);
  }

  /** What verbs without details have in their body. */
  private record NoDetails() {}

  private CompletionStage<HttpResponse> create(Call call) {
    var vm = NewVm.of(call.requiredBody(CreateVm.class));
    return control
        .create(vm.name(), vm.spec(), vm.labels(), call.request())
        .thenApply(Answers::created);
  }

  private CompletionStage<HttpResponse> list(Call call) {
    Query query = call.query();
    var filter =
        new VmFilter(query.oneOf("state", STATES), query.text("host"), labels(query.all("label")));
    return control.vms(filter, query.page()).thenApply(Answers::page);
  }

  private static Map<String, String> labels(List<String> pairs) {
    Map<String, String> labels = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        String got = Text.shorten(pair);
        throw new ProblemException(
            ProblemCode.BAD_REQUEST, "label must be key=value, got '" + got + "'");
      }
      labels.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return labels;
  }

  private CompletionStage<HttpResponse> get(Call call) {
    return control.vm(call.vm()).thenApply(Answers::vm);
  }

  private CompletionStage<HttpResponse> relabel(Call call) {
    var labels = NewVm.labels(call.requiredBody(LabelsRequest.class));
    return control.relabel(call.vm(), labels, call.request()).thenApply(Answers::vm);
  }

  private CompletionStage<HttpResponse> delete(Call call) {
    boolean force = call.query().flag("force");
    return control.delete(call.vm(), force, call.request()).thenApply(Answers::accepted);
  }

  private CompletionStage<HttpResponse> start(Call call) {
    var host = name("host", call.body(StartRequest.class).host());
    return control.start(call.vm(), host, call.request()).thenApply(Answers::accepted);
  }

  private CompletionStage<HttpResponse> stop(Call call) {
    Integer seconds = call.body(StopRequest.class).graceSeconds();
    var grace =
        Text.within(
            "graceSeconds",
            seconds == null ? DEFAULT_GRACE_SECONDS : seconds,
            0,
            MAX_GRACE_SECONDS);
    return control
        .stop(call.vm(), Duration.ofSeconds(grace), call.request())
        .thenApply(Answers::accepted);
  }

  private CompletionStage<HttpResponse> pause(Call call) {
    call.body(NoDetails.class);
    return control.pause(call.vm(), call.request()).thenApply(Answers::accepted);
  }

  private CompletionStage<HttpResponse> resume(Call call) {
    call.body(NoDetails.class);
    return control.resume(call.vm(), call.request()).thenApply(Answers::accepted);
  }

  private CompletionStage<HttpResponse> migrate(Call call) {
    var asked = call.body(MigrateRequest.class);
    Long millis = asked.maxPauseMillis();
    long pause =
        Text.within(
            "maxPauseMillis", millis == null ? DEFAULT_PAUSE_MILLIS : millis, 1, MAX_PAUSE_MILLIS);
    return control
        .migrate(
            call.vm(), name("target", asked.target()), Duration.ofMillis(pause), call.request())
        .thenApply(Answers::accepted);
  }

  private static Optional<String> name(String field, @Nullable String value) {
    return Optional.ofNullable(value).map(text -> Text.name(field, text));
  }

  private CompletionStage<HttpResponse> console(Call call) {
    long bytes = call.query().whole("bytes", 1, MAX_CONSOLE_BYTES).orElse(DEFAULT_CONSOLE_BYTES);
    return control.console(call.vm(), (int) bytes).thenApply(Answers::plain);
  }

  private CompletionStage<HttpResponse> statistics(Call call) {
    return control.statistics(call.vm()).thenApply(Answers::ok);
  }
}
