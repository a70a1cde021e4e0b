package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.CANCELLED;

import java.net.InetSocketAddress;
import java.nio.channels.ReadableByteChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends streams to the {@link TransferServer}s of other nodes. One per node is enough. */
public final class TransferClient implements AutoCloseable {
  private final Set<Sending> running = ConcurrentHashMap.newKeySet();
  private final @Nullable SSLContext tls;

  /** Sends in the clear: to servers on loopback. */
  public TransferClient() {
    this(null);
  }

  /**
   * @param tls whom to trust and what to show; null for connections in the clear
   */
  public TransferClient(@Nullable SSLContext tls) {
    this.tls = tls;
  }

  /**
   * Carries all that {@code source} gives until it ends, and then closes it, whatever happens. The
   * source should be interruptible (as the JDK's channels are): its reader is interrupted and the
   * source closed when the transfer fails.
   *
   * @param target where the other node's server listens
   * @param id as registered there
   * @param ticket as given out there; id and ticket together at most 900 bytes
   */
  public Transfer send(
      ReadableByteChannel source,
      InetSocketAddress target,
      TransferId id,
      String ticket,
      TransferOptions options) {
    return send(source, target, id, ticket, Packing.PLAIN, options);
  }

  /**
   * As the other one.
   *
   * @param packing how the stream is made smaller
   */
  public Transfer send(
      ReadableByteChannel source,
      InetSocketAddress target,
      TransferId id,
      String ticket,
      Packing packing,
      TransferOptions options) {
    var sending = new Sending(id, ticket, new Target(target, tls), source, packing, options);
    running.add(sending);
    sending.result().whenComplete((_, _) -> running.remove(sending));
    sending.start();
    return sending;
  }

  /** Cancels what still runs; returns at once. */
  @Override
  public void close() {
    running.forEach(
        sending -> sending.ending.fail(CANCELLED, "the sending node is shutting down", null));
  }
}
