package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.CANCELLED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes streams in; one per node. Only those who name a transfer that was registered, and show its
 * ticket, get in; all others are told why not. Given a TLS context it speaks nothing else, and only
 * to those who show a certificate that the context trusts.
 */
public final class TransferServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransferServer.class);
  private static final Duration HANDSHAKE = Duration.ofSeconds(5);
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final long RETRY_NANOS = 20_000_000;
  private static final int MOST_CONNECTIONS = 1024;
  private static final int ENDED_KEPT = 64;

  private final ServerSocketChannel listener;
  private final @Nullable SSLContext tls;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private final ReentrantLock lock = new ReentrantLock();
  // Those that have ended stay a while, to answer a sender that missed the last word.
  private final LinkedHashMap<TransferId, Receiving> transfers = new LinkedHashMap<>();
  private boolean closed;

  private TransferServer(ServerSocketChannel listener, @Nullable SSLContext tls) {
    this.listener = listener;
    this.tls = tls;
  }

  /** Listens, in the clear: for loopback. */
  public static TransferServer open(InetSocketAddress address) throws IOException {
    return open(address, null);
  }

  /**
   * Listens.
   *
   * @param address port 0 for any free one
   * @param tls null for connections in the clear
   * @throws IOException when the address cannot be had
   */
  public static TransferServer open(InetSocketAddress address, @Nullable SSLContext tls)
      throws IOException {
    var listener = ServerSocketChannel.open();
    try {
      listener.bind(address, 128);
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
    var server = new TransferServer(listener, tls);
    Thread.ofVirtual().name("transfer-server-accept").start(server::accept);
    return server;
  }

  /** Where it listens, with the port that it got. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.socket().getLocalSocketAddress();
  }

  /**
   * Expects a transfer. The sink is closed at the end: after the last byte if all went well, and
   * early if not, so that its owner sees a stream cut short. It should be interruptible, as the
   * JDK's channels are.
   *
   * @param ticket what the sender has to show
   * @return completes when every byte is in the sink, the digest is the sender's and the sink is
   *     closed; otherwise fails with a {@link TransferException}, also when no sender comes within
   *     {@link TransferOptions#admission}
   */
  public CompletionStage<TransferResult> receive(
      TransferId id, String ticket, WritableByteChannel sink, TransferOptions options) {
    return receive(id, ticket, sink, Unpacking.PLAIN, options);
  }

  /**
   * As the other one.
   *
   * @param unpacking how the stream is made of what the sender has packed
   */
  public CompletionStage<TransferResult> receive(
      TransferId id,
      String ticket,
      WritableByteChannel sink,
      Unpacking unpacking,
      TransferOptions options) {
    var receiving = new Receiving(id, ticket, sink, unpacking, options);
    lock.lock();
    try {
      var before = transfers.get(id);
      if (closed || (before != null && !before.ending.over())) {
        var why = closed ? "the server is closed" : "transfer " + id + " is expected already";
        return CompletableFuture.failedStage(new TransferException(CANCELLED, why, null));
      }
      forgetEnded();
      transfers.putLast(id, receiving);
    } finally {
      lock.unlock();
    }
    receiving.start();
    return receiving.result();
  }

  private void forgetEnded() {
    var ended = transfers.values().stream().filter(known -> known.ending.over()).toList();
    for (int i = 0; i <= ended.size() - ENDED_KEPT; i++) {
      transfers.remove(ended.get(i).id);
    }
  }

  /** Gives up a transfer; of no effect when it is unknown or has ended. */
  public void cancel(TransferId id, String reason) {
    find(id)
        .ifPresent(
            known -> known.ending.fail(CANCELLED, "cancelled by the receiver: " + reason, null));
  }

  /** How far a transfer is; empty when it is unknown (it ended long ago, or was never). */
  public Optional<TransferProgress> progress(TransferId id) {
    return find(id).map(Receiving::progress);
  }

  /** Stops listening and gives up whatever runs; returns at once. */
  @Override
  public void close() {
    Ending.close(listener);
    lock.lock();
    try {
      closed = true;
      for (var known : transfers.values()) {
        known.ending.fail(CANCELLED, "the receiving node is shutting down", null);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Receiving> find(TransferId id) {
    lock.lock();
    try {
      return Optional.ofNullable(transfers.get(id));
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        admit(listener.accept());
      } catch (IOException e) {
        LOG.debug("no connection was accepted: {}", e.toString());
        // Out of descriptors, perhaps: no use in asking again at once.
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void admit(SocketChannel socket) {
    if (room.tryAcquire()) {
      Thread.ofVirtual().name("transfer-server-connection").start(() -> greet(socket));
    } else {
      Ending.close(socket);
    }
  }

  private void greet(SocketChannel socket) {
    try (var channel = FrameChannel.accepted(socket, tls)) {
      if (first(channel) instanceof Frame.Hello hello) {
        answer(hello, channel);
      } else {
        throw new AmstProtocolException("a connection begins with a hello");
      }
    } catch (IOException e) {
      LOG.debug("connection ended: {}", e.toString());
    } finally {
      Ending.close(socket);
      room.release();
    }
  }

  /** The handshake of TLS comes with it, if there is one. */
  private static Frame first(FrameChannel channel) throws IOException {
    try {
      return channel.readWithin(HANDSHAKE);
    } catch (SSLException e) {
      LOG.info("did not let in {}: {}", channel.peer(), e.getMessage());
      channel.linger(LINGER);
      throw e;
    }
  }

  private void answer(Frame.Hello hello, FrameChannel channel) throws IOException {
    var receiving = named(hello);
    if (receiving == null) {
      // One text for both, so that nobody learns which names exist.
      channel.write(new Frame.Abort("no such transfer, or not its ticket"));
      return;
    }
    var answer = receiving.join(hello, channel);
    if (answer instanceof Frame.Abort) {
      channel.write(answer);
    } else {
      new ReceiveStream(receiving, channel, hello.stream()).serve(answer);
    }
  }

  private @Nullable Receiving named(Frame.Hello hello) {
    if (hello.transfer().isEmpty() || hello.transfer().length() > 128) {
      return null;
    }
    return find(new TransferId(hello.transfer()))
        .filter(known -> same(known.ticket, hello.ticket()))
        .orElse(null);
  }

  private static boolean same(String expected, String shown) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), shown.getBytes(UTF_8));
  }
}
