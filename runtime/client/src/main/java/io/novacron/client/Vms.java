package io.novacron.client;

import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.LabelsRequest;
import io.novacron.client.resource.MigrateRequest;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.StartRequest;
import io.novacron.client.resource.StatisticsResource;
import io.novacron.client.resource.StopRequest;
import io.novacron.client.resource.VmResource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Virtual machines. Each change carries an idempotency key of its own, so that it is repeated
 * safely when its answer was lost; every method throws a {@link NovaCronException}.
 */
public final class Vms {
  private final Transport transport;
  private final Conditions conditions;

  Vms(Transport transport, Conditions conditions) {
    this.transport = transport;
    this.conditions = conditions;
  }

  /** The same, but changes are refused ({@code version-mismatch}) when the VM has moved on. */
  public Vms ifVersion(long version) {
    return new Vms(transport, new Conditions(conditions.key(), version));
  }

  /**
   * The same, with a given idempotency key: for one change of one VM only.
   *
   * @param key 1 to 128 printable ASCII characters
   */
  public Vms withKey(String key) {
    if (!key.matches("[\\x20-\\x7e]{1,128}")) {
      throw new IllegalArgumentException(
          "an idempotency key has 1 to 128 printable ASCII characters, not: " + key);
    }
    return new Vms(transport, new Conditions(key, conditions.version()));
  }

  public Pages<VmResource> list(VmFilter filter) {
    return transport.list("/v1/vms", filter::query, VmResource.class);
  }

  public VmResource get(String name) {
    return transport.send(Call.get(path(name)), VmResource.class);
  }

  public VmResource create(CreateVm request) {
    return transport.send(Call.post("/v1/vms", request).with(conditions), VmResource.class);
  }

  /** Replaces all labels. */
  public VmResource label(String name, Map<String, String> labels) {
    var call = Call.patch(path(name), new LabelsRequest(labels));
    return transport.send(call.with(conditions), VmResource.class);
  }

  /**
   * Removes a VM and forgets its name.
   *
   * @param force also when it is running
   */
  public OperationResource delete(String name, boolean force) {
    return operation(Call.delete(path(name) + (force ? "?force=true" : "")));
  }

  /**
   * Boots it.
   *
   * @param host null lets the cluster choose
   */
  public OperationResource start(String name, @Nullable String host) {
    return verb(name, "start", new StartRequest(host));
  }

  /**
   * Shuts it down; kills it when the grace is over.
   *
   * @param graceSeconds how long the guest may take to shut down by itself, s; null means 10
   */
  public OperationResource stop(String name, @Nullable Integer graceSeconds) {
    return verb(name, "stop", new StopRequest(graceSeconds));
  }

  public OperationResource pause(String name) {
    return verb(name, "pause", Map.of());
  }

  public OperationResource resume(String name) {
    return verb(name, "resume", Map.of());
  }

  public OperationResource migrate(String name, MigrateRequest request) {
    return verb(name, "migrate", request);
  }

  /**
   * What the guest wrote to its console last.
   *
   * @param maxBytes 1 to 1 MiB
   */
  public String console(String name, int maxBytes) {
    return transport.text(Call.get(path(name) + "/console?bytes=" + maxBytes));
  }

  public StatisticsResource statistics(String name) {
    return transport.send(Call.get(path(name) + "/statistics"), StatisticsResource.class);
  }

  private OperationResource verb(String name, String verb, Object body) {
    return operation(Call.post(path(name) + ":" + verb, body));
  }

  private OperationResource operation(Call call) {
    return transport.send(call.with(conditions), OperationResource.class);
  }

  private static String path(String name) {
    return "/v1/vms/" + Call.segment(name);
  }
}
