package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.qemu.QmpMessage.Event;
import io.novacron.hypervisor.qemu.QmpMessage.Failure;
import io.novacron.hypervisor.qemu.QmpMessage.Greeting;
import io.novacron.hypervisor.qemu.QmpMessage.Reply;
import io.novacron.hypervisor.qemu.QmpMessage.Return;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One connection to a monitor: commands out, replies matched by id, events to a listener in the
 * order in which they come (on the reading thread, so a listener must neither block nor ask back).
 */
final class QmpConversation implements AutoCloseable {
  /** Commands that a hanging QEMU may leave unanswered before it is not asked any more. */
  static final int MAX_UNANSWERED = 64;

  private static final Duration RETRY = Duration.ofMillis(10);

  private final SocketChannel channel;
  private final Consumer<Event> listener;
  private final CompletableFuture<Greeting> greeting = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();
  private final ReentrantLock writing = new ReentrantLock();

  private QmpConversation(SocketChannel channel, Consumer<Event> listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /**
   * Connects, waits for the greeting and leaves the negotiation mode.
   *
   * @param worthwhile asked between attempts; false ends them (the process has died)
   * @throws HypervisorException {@code TIMED_OUT} at the deadline, {@code FAILED} when not
   *     worthwhile or when something else than QMP answers
   */
  static QmpConversation open(
      Path socket, Duration deadline, BooleanSupplier worthwhile, Consumer<Event> listener) {
    Deadline until = Deadline.in(deadline);
    var conversation = new QmpConversation(connect(socket, until, worthwhile), listener);
    try {
      Thread.ofVirtual().name("qmp-" + socket).start(conversation::read);
      conversation.await("greeting", conversation.greeting, until.remainingNanos());
      conversation.execute(
          "qmp_capabilities", Map.of(), Duration.ofNanos(Math.max(1, until.remainingNanos())));
      return conversation;
    } catch (RuntimeException e) {
      conversation.close();
      throw e;
    }
  }

  private static SocketChannel connect(Path socket, Deadline until, BooleanSupplier worthwhile) {
    do {
      try {
        return connectNow(socket);
      } catch (IOException _) {
        // not there yet, or its backlog of one is taken
      }
      if (!worthwhile.getAsBoolean()) {
        throw new HypervisorException(Kind.FAILED, "QEMU ended before it listened on " + socket);
      }
    } while (until.pause(RETRY));
    throw new HypervisorException(Kind.TIMED_OUT, "QEMU does not listen on " + socket);
  }

  /** Non-blocking while it connects: a full backlog would hold a blocking connect for ever. */
  private static SocketChannel connectNow(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket)) && !channel.finishConnect()) {
        throw new IOException("not connected at once");
      }
      channel.configureBlocking(true);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Has QEMU do something.
   *
   * @return what it returned
   * @throws HypervisorException {@code FAILED} with QEMU's words when it refuses, or when the
   *     connection is gone; {@code TIMED_OUT} when it did not answer in time
   */
  JsonNode execute(String command, Map<String, ?> arguments, Duration deadline) {
    if (unanswered.get() >= MAX_UNANSWERED) {
      throw new HypervisorException(Kind.TIMED_OUT, "QEMU has not answered for long");
    }
    long id = ids.incrementAndGet();
    var reply = new CompletableFuture<Reply>();
    pending.put(id, reply);
    try {
      send(QmpCodec.encode(id, command, arguments));
      return switch (await(command, reply, deadline.toNanos())) {
        case Return answer -> answer.value();
        case Failure failure ->
            throw new HypervisorException(Kind.FAILED, command + ": " + failure.description());
      };
    } finally {
      pending.remove(id);
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  private void send(byte[] line) {
    writing.lock();
    try {
      unanswered.incrementAndGet();
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      close();
      throw new HypervisorException(Kind.FAILED, "the connection to QEMU is gone", e);
    } finally {
      writing.unlock();
    }
  }

  private <T> T await(String what, CompletableFuture<T> answer, long nanos) {
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HypervisorException(Kind.TIMED_OUT, "no answer from QEMU in time: " + what, e);
    } catch (ExecutionException e) {
      throw new HypervisorException(Kind.FAILED, what + ": " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HypervisorException(Kind.TIMED_OUT, "interrupted: " + what, e);
    }
  }

  private static String reason(ExecutionException e) {
    return e.getCause() instanceof IOException cause
        ? String.valueOf(cause.getMessage())
        : "failed";
  }

  private void read() {
    var lines = new QmpLines();
    ByteBuffer bytes = ByteBuffer.allocate(16 * 1024);
    IOException end = new IOException("QEMU closed the connection");
    try {
      while (channel.read(bytes) >= 0) {
        for (byte[] line : lines.take(bytes.flip())) {
          dispatch(QmpCodec.decode(line));
        }
        bytes.clear();
      }
    } catch (IOException e) {
      end = e;
    } finally {
      close();
      fail(end);
    }
  }

  private void dispatch(QmpMessage message) {
    switch (message) {
      case Greeting hello -> greeting.complete(hello);
      case Event event -> listener.accept(event);
      case Reply reply -> {
        unanswered.decrementAndGet();
        CompletableFuture<Reply> waiting = pending.remove(reply.id());
        if (waiting != null) {
          waiting.complete(reply);
        }
      }
    }
  }

  private void fail(IOException end) {
    greeting.completeExceptionally(end);
    pending.values().forEach(waiting -> waiting.completeExceptionally(end));
  }

  /** Ends the connection; commands under way fail. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // it is of no more use either way
    }
  }
}
