package io.novacron.multijvm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A node in a JVM of its own. */
public final class NodeProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private static final long LOOK_NANOS = Duration.ofMillis(30).toNanos();
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final int OK = 200;

  private final NodeSpec spec;
  private final Child child;

  private NodeProcess(NodeSpec spec, Child child) {
    this.spec = spec;
    this.child = child;
  }

  /** Starts it; it is not ready yet. */
  public static NodeProcess start(NodeSpec spec) {
    return new NodeProcess(
        spec, Child.start(spec.command(), spec.data().resolveSibling(spec.id() + ".log")));
  }

  public NodeSpec spec() {
    return spec;
  }

  /** Waits until {@code /ready} says so; fails with the end of its log when that is too late. */
  public void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isReady()) {
      if (!child.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "node "
                + spec.id()
                + (child.isAlive() ? " is not ready" : " has ended")
                + "; the end of its log:\n"
                + child.tail());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Whether it serves now. */
  public boolean isReady() {
    var request =
        HttpRequest.newBuilder(URI.create(spec.management() + "/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  public long pid() {
    return child.pid();
  }

  /** As a power cut would: SIGKILL to the JVM, and to nothing else. */
  public void kill() {
    child.kill();
  }

  /** SIGTERM, and no more than that. */
  public void terminate() {
    child.terminate();
  }

  /** SIGTERM: it leaves its cluster. */
  public void stop() {
    child.stop(GRACE);
  }

  /** Whether it ends by itself within {@code limit}. */
  public boolean awaitEnd(Duration limit) {
    return child.awaitEnd(limit);
  }

  /** Everything that it said. */
  public String log() {
    return child.log();
  }

  /** Of a node that has ended. */
  public int exitCode() {
    return child.exitCode();
  }

  /** The last lines of its output. */
  public String logTail() {
    return child.tail();
  }

  @Override
  public void close() {
    child.close();
  }
}
