package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.CANCELLED;
import static io.novacron.dwcp.transfer.TransferException.Kind.PEER;
import static io.novacron.dwcp.transfer.TransferException.Kind.SILENT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import io.novacron.dwcp.amst.ReorderBuffer;
import io.novacron.dwcp.amst.StreamDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's middle: every {@link ReceiveStream} brings frames, a {@link SinkPump} takes them
 * out in order, and one thread watches the time and clears up.
 */
final class Receiving {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  final TransferId id;
  final String ticket;
  final TransferOptions options;
  final Ending ending = new Ending();
  private final ReentrantLock lock = ending.lock;
  private final WritableByteChannel sink;
  private final ByteBuffer offer;
  private final Answer answer;
  private final Thread pump;
  private final ReorderBuffer<Frame> early;
  private final Counts counts = new Counts();
  private final Map<Integer, FrameChannel> channels = new HashMap<>();
  private final CompletableFuture<TransferResult> result = new CompletableFuture<>();
  private @Nullable Long sender;
  private @Nullable StreamDigest digest;
  private Frame.Ack ack = new Frame.Ack(0, 0);
  private long deliveredBytes;
  private long peakBytes;
  private long startNanos = System.nanoTime();
  private long heardNanos = System.nanoTime();

  Receiving(
      TransferId id,
      String ticket,
      WritableByteChannel sink,
      Unpacking unpacking,
      TransferOptions options) {
    this.id = id;
    this.ticket = ticket;
    this.sink = sink;
    this.options = options;
    this.early = new ReorderBuffer<>(Frame.MAX_FRAMES_IN_FLIGHT, mostEarly(options));
    this.offer = unpacking.offer();
    this.answer = new Answer(ending, id, unpacking, ticket.getBytes(UTF_8));
    this.pump =
        Thread.ofPlatform()
            .daemon()
            .name("transfer-" + id + "-receive-sink")
            .unstarted(new SinkPump(this, sink, unpacking));
  }

  /** The sender counts raw bytes; packed ones may be a few more, and the last frame is longer. */
  private static long mostEarly(TransferOptions options) {
    long bytes = options.maxInFlightBytes();
    return bytes + bytes / 8 + FrameCodec.largestFrameBytes();
  }

  void start() {
    pump.start();
    thread("watch", this::watch).start();
  }

  Thread thread(String role, Runnable work) {
    return Thread.ofVirtual().name("transfer-" + id + "-receive-" + role).unstarted(work);
  }

  CompletionStage<TransferResult> result() {
    return result.minimalCompletionStage();
  }

  // ---- ReceiveStream's side

  /**
   * Lets a connection in.
   *
   * @return the answer: Welcome or Abort
   */
  Frame join(Frame.Hello hello, FrameChannel channel) {
    lock.lock();
    try {
      if (sender != null && sender != hello.sender()) {
        return new Frame.Abort("another sender has this transfer");
      }
      if (ending.failure() != null) {
        return new Frame.Abort(ending.reason());
      }
      enter(hello, channel);
      return new Frame.Welcome(ack.nextSequence(), options.maxInFlightBytes(), offer);
    } finally {
      lock.unlock();
    }
  }

  private void enter(Frame.Hello hello, FrameChannel channel) {
    if (sender == null) {
      sender = hello.sender();
      startNanos = System.nanoTime();
    }
    heardNanos = System.nanoTime();
    var before = channels.put(hello.stream(), channel);
    counts.streams(channels.size());
    if (before != null) {
      before.close();
    }
  }

  void left(int stream, FrameChannel channel) {
    lock.lock();
    try {
      channels.remove(stream, channel);
      counts.streams(channels.size());
      ending.changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What the sender says on any connection. */
  void heard(Frame frame) throws AmstProtocolException {
    lock.lock();
    try {
      heardNanos = System.nanoTime();
      switch (frame) {
        case Frame.Data data -> offer(data.sequence(), data, data.payload().remaining());
        case Frame.Fin fin -> offer(fin.sequence(), fin, 0);
        case Frame.Want want -> answer.begin(want);
        case Frame.KeepAlive() -> counts.wireBytes += Frame.HEADER_BYTES;
        case Frame.Abort abort -> ending.fail(PEER, "the sender gave up: " + abort.reason(), null);
        default -> throw new AmstProtocolException("a sender does not say " + frame);
      }
    } finally {
      lock.unlock();
    }
  }

  private void offer(long sequence, Frame frame, int bytes) throws AmstProtocolException {
    counts.wireBytes += Frame.HEADER_BYTES + bytes;
    if (!ending.over() && early.offer(sequence, frame, bytes)) {
      peakBytes = Math.max(peakBytes, early.bytes());
      if (sequence == early.next()) {
        ending.changed.signalAll();
      }
    }
  }

  /**
   * Waits for something to say other than {@code said}, at most until a heartbeat is due; what to
   * say then: Ack, Have, Done or Abort.
   */
  Frame awaitWord(@Nullable Frame said, FrameChannel channel) throws IOException {
    lock.lock();
    try {
      ending.await(
          () -> !channel.isOpen() || answer.isWaiting() || !word().equals(said),
          options.heartbeat().toNanos());
      return answer.isWaiting() && !ending.over() ? answer.take() : word();
    } finally {
      lock.unlock();
    }
  }

  /** The last word is said: waits for the sender to close, but not for ever. */
  void awaitGone(FrameChannel channel) throws IOException {
    ending.await(() -> !channel.isOpen(), options.silence().toNanos());
  }

  private Frame word() {
    if (!ending.over()) {
      return ack;
    }
    return digest != null && ending.failure() == null
        ? new Frame.Done(digest)
        : new Frame.Abort(ending.reason());
  }

  // ---- SinkPump's side

  /** Waits for the next frame in order; null when the transfer is over. */
  @Nullable Frame awaitNext() throws IOException {
    lock.lock();
    try {
      ending.await(early::ready);
      return ending.over() ? null : early.poll();
    } finally {
      lock.unlock();
    }
  }

  /** A frame is in the sink. */
  void written(Frame.Data data) {
    lock.lock();
    try {
      long now = System.nanoTime();
      counts.rawBytes += data.rawBytes();
      counts.compressedBytes += data.payload().remaining();
      counts.goodput.add(data.rawBytes(), now);
      deliveredBytes += data.rawBytes();
      ack = new Frame.Ack(data.sequence() + 1, now);
      ending.changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Everything is in the sink, which is closed. */
  void finish(StreamDigest found) {
    lock.lock();
    try {
      if (!ending.over()) {
        digest = found;
      }
      ending.succeed();
    } finally {
      lock.unlock();
    }
  }

  // ---- the watch

  private void watch() {
    try {
      while (!ending.awaitEnd(TICK_NANOS)) {
        judge(System.nanoTime());
      }
    } catch (IOException e) {
      ending.fail(CANCELLED, "the watch of the transfer was interrupted", e);
    }
    clearUp();
  }

  private void judge(long now) {
    lock.lock();
    try {
      if (sender == null && now - startNanos > options.admission().toNanos()) {
        ending.fail(SILENT, "no sender came" + within(options.admission().toMillis()), null);
      } else if (sender != null && now - heardNanos > options.silence().toNanos()) {
        ending.fail(SILENT, mute() + within(options.silence().toMillis()), null);
      }
    } finally {
      lock.unlock();
    }
  }

  private String mute() {
    return channels.isEmpty()
        ? "every connection broke and none was made again"
        : "no sign of life from the sender";
  }

  private static String within(long millis) {
    return " within " + millis + " ms";
  }

  private void clearUp() {
    if (ending.failure() == null) {
      // What is said stands; the connections stay until the sender has heard it.
      complete();
      ending.awaitPatiently(channels::isEmpty, options.silence().toNanos());
    } else {
      ending.awaitPatiently(channels::isEmpty, Ending.FAREWELL.toNanos());
    }
    snapshot().forEach(FrameChannel::close);
    answer.stop();
    pump.interrupt();
    Ending.close(sink);
    Ending.join(pump);
    complete();
  }

  private List<FrameChannel> snapshot() {
    lock.lock();
    try {
      return List.copyOf(channels.values());
    } finally {
      lock.unlock();
    }
  }

  private void complete() {
    var failure = ending.failure();
    if (failure != null) {
      result.completeExceptionally(failure);
    } else {
      result.complete(settle());
    }
  }

  private TransferResult settle() {
    lock.lock();
    try {
      return counts.result(digest == null ? "" : digest.sha256(), peakBytes, startNanos);
    } finally {
      lock.unlock();
    }
  }

  TransferProgress progress() {
    lock.lock();
    try {
      return counts.progress(deliveredBytes, early.bytes(), peakBytes, 0);
    } finally {
      lock.unlock();
    }
  }
}
