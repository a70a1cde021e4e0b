package io.novacron.bench;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Creates a VM, starts it, and begins anew with the next; each of the two is one operation. */
final class VmWorker implements Load.Worker {
  private static final String SPEC = "\",\"spec\":{\"driver\":\"sim\",\"memoryMiB\":1}}";

  /** Names of VMs whose creation, and whose start, was acknowledged. */
  record Acknowledged(Queue<String> created, Queue<String> started) {
    Acknowledged() {
      this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }
  }

  private final HttpConnection connection;
  private final String prefix;
  private final Acknowledged acknowledged;
  private long made;
  private boolean created;

  /**
   * @param prefix of the names of its VMs, which no other worker uses
   */
  VmWorker(HttpConnection connection, String prefix, Acknowledged acknowledged) {
    this.connection = connection;
    this.prefix = prefix;
    this.acknowledged = acknowledged;
  }

  @Override
  public void once() throws IOException {
    if (created) {
      created = false;
      String name = prefix + made;
      connection.post("/v1/vms/" + name + ":start", "{}");
      acknowledged.started().add(name);
    } else {
      String name = prefix + ++made;
      connection.post("/v1/vms", "{\"name\":\"" + name + SPEC);
      acknowledged.created().add(name);
      created = true;
    }
  }
}
