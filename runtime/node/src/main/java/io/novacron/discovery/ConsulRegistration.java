package io.novacron.discovery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * At a Consul agent, each instance with a check that it has to keep alive itself. An instance that
 * died is critical after {@link #ttlMillis}, and forgotten some minutes later.
 */
public final class ConsulRegistration implements Registration {
  private final ConsulApi consul;
  private final ConsulSettings settings;
  private final Duration ttl;
  private final Duration forgetAfter;

  /**
   * @param ttl after which an instance that says nothing is critical, 1 s to 10 min
   * @param forgetAfter after which a critical one is taken away; Consul takes at least a minute
   */
  public ConsulRegistration(ConsulSettings settings, Duration ttl, Duration forgetAfter) {
    if (ttl.toMillis() < 1_000 || ttl.toMinutes() > 10) {
      throw new IllegalArgumentException(
          "registration ttl is 1 s to 10 min; got " + ttl.toMillis() + " ms");
    }
    this.consul = new ConsulApi(settings);
    this.settings = settings;
    this.ttl = ttl;
    this.forgetAfter = forgetAfter;
  }

  @Override
  public CompletionStage<?> register(Entry entry) {
    return consul.put("/v1/agent/service/register?replace-existing-checks=true", body(entry));
  }

  private Map<String, Object> body(Entry entry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ID", entry.id());
    body.put("Name", entry.service());
    body.put("Address", entry.host());
    body.put("Port", entry.port());
    body.put("Tags", entry.tags());
    body.put("Meta", entry.meta());
    body.put(
        "Check",
        Map.of(
            "CheckID",
            checkId(entry),
            "Name",
            "says so itself",
            "TTL",
            ttl.toMillis() + "ms",
            "DeregisterCriticalServiceAfter",
            forgetAfter.toMillis() + "ms"));
    return body;
  }

  @Override
  public CompletionStage<?> heartbeat(Entry entry, Health health) {
    return tell(entry, health)
        .exceptionallyCompose(failure ->
            isForgotten(failure)
                ? register(entry).thenCompose(_ -> tell(entry, health))
                : CompletableFuture.failedStage(failure));
  }

  private CompletionStage<String> tell(Entry entry, Health health) {
    String status =
        switch (health) {
          case PASSING -> "passing";
          case WARNING -> "warning";
        };
    return consul.put(
        "/v1/agent/check/update/" + ConsulApi.encoded(checkId(entry)),
        Map.of("Status", status, "Output", health == Health.PASSING ? "ready" : "not ready"));
  }

  /** An agent that was started anew knows nothing of us. */
  private static boolean isForgotten(Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    return cause instanceof ConsulException e && e.isUnknown();
  }

  @Override
  public CompletionStage<?> deregister(Entry entry) {
    return consul
        .put("/v1/agent/service/deregister/" + ConsulApi.encoded(entry.id()), Map.of())
        .exceptionallyCompose(failure ->
            isForgotten(failure)
                ? CompletableFuture.completedStage("")
                : CompletableFuture.failedStage(failure));
  }

  private static String checkId(Entry entry) {
    return "service:" + entry.id();
  }

  @Override
  public long ttlMillis() {
    return ttl.toMillis();
  }

  @Override
  public String place() {
    return "the Consul agent at " + settings.url();
  }
}
