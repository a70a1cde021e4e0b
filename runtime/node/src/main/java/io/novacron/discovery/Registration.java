package io.novacron.discovery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where a node makes its services known. Stages complete within seconds, exceptionally when there
 * is nobody to tell.
 */
public interface Registration {
  /** Nowhere. */
  Registration NONE = new Nowhere();

  /**
   * One of a node's services.
   *
   * @param id of this instance, unique among all
   * @param service what it is an instance of
   * @param host under which it is reached
   * @param port 1 to 65535
   * @param tags by which it can be looked for
   * @param meta what else is to be known of it
   */
  record Entry(
      String id,
      String service,
      String host,
      int port,
      List<String> tags,
      Map<String, String> meta) {
    public Entry {
      tags = List.copyOf(tags);
      meta = Map.copyOf(meta);
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(id + ": a port is 1 to 65535; got " + port);
      }
    }
  }

  /** How an instance is. */
  enum Health {
    /** It is found by who looks for instances that work. */
    PASSING,
    /** It is there, and not to be used yet. */
    WARNING
  }

  /** Makes {@code entry} known, also again. */
  CompletionStage<?> register(Entry entry);

  /**
   * Says how {@code entry} is; to be said more often than every {@link #ttlMillis}. One that has
   * been forgotten there is registered again.
   */
  CompletionStage<?> heartbeat(Entry entry, Health health);

  /** Takes {@code entry} away, also when it is not known. */
  CompletionStage<?> deregister(Entry entry);

  /** After which an instance that says nothing is taken for gone. */
  long ttlMillis();

  /** Where that is, for messages. */
  String place();

  /** For nodes that nobody looks for. */
  final class Nowhere implements Registration {
    private Nowhere() {}

    @Override
    public CompletionStage<?> register(Entry entry) {
      return CompletableFuture.completedStage(entry);
    }

    @Override
    public CompletionStage<?> heartbeat(Entry entry, Health health) {
      return CompletableFuture.completedStage(entry);
    }

    @Override
    public CompletionStage<?> deregister(Entry entry) {
      return CompletableFuture.completedStage(entry);
    }

    @Override
    public long ttlMillis() {
      return Long.MAX_VALUE;
    }

    @Override
    public String place() {
      return "nowhere";
    }
  }
}
