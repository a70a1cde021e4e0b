package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.CANCELLED;
import static io.novacron.dwcp.transfer.TransferException.Kind.CORRUPT;
import static io.novacron.dwcp.transfer.TransferException.Kind.PEER;
import static io.novacron.dwcp.transfer.TransferException.Kind.SILENT;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import io.novacron.dwcp.amst.InFlightWindow;
import io.novacron.dwcp.amst.SendLedger;
import io.novacron.dwcp.amst.StreamDigest;
import io.novacron.dwcp.hde.StageLedger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sender's middle: a {@link SourcePump} puts frames into the books, every {@link SendStream}
 * takes some out and brings acknowledgements back, and one thread watches the time and clears up.
 */
final class Sending implements Transfer {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int FLOOR_FRAMES = 4;
  private static final long FLOOR_FRAME_BYTES = 32 * 1024;

  final TransferId id;
  final String ticket;
  final Target target;
  final TransferOptions options;
  final Ending ending = new Ending();
  final Question question = new Question(ending);
  final long sender = ThreadLocalRandom.current().nextLong();
  private final ReentrantLock lock = ending.lock;
  private final ReadableByteChannel source;
  private final Packing packing;
  private final InFlightWindow window;
  private final SendLedger ledger;
  private final Counts counts = new Counts();
  private final Map<Integer, FrameChannel> channels = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<TransferResult> result = new CompletableFuture<>();
  private @Nullable StreamDigest digest;
  private @Nullable ByteBuffer offer;
  private volatile StageLedger stages = StageLedger.NONE;
  private String trouble = "no connection was made";
  private long movedNanos = System.nanoTime();
  private long heardNanos = System.nanoTime();

  Sending(
      TransferId id,
      String ticket,
      Target target,
      ReadableByteChannel source,
      Packing packing,
      TransferOptions options) {
    this.id = id;
    this.ticket = ticket;
    this.target = target;
    this.source = source;
    this.packing = packing;
    this.options = options;
    this.window =
        new InFlightWindow(
            FLOOR_FRAMES * FLOOR_FRAME_BYTES,
            options.maxInFlightBytes(),
            options.allowedPause(),
            options.pauseShare());
    this.ledger = new SendLedger(window, options.frameBytes());
  }

  void start() {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name("transfer-" + id + "-send-source")
            .unstarted(new SourcePump(this, source, packing)));
    for (int stream = 0; stream < options.streams(); stream++) {
      threads.add(thread("stream-" + stream, new SendStream(this, stream)));
    }
    threads.forEach(Thread::start);
    thread("watch", this::watch).start();
  }

  Thread thread(String role, Runnable work) {
    return Thread.ofVirtual().name("transfer-" + id + "-send-" + role).unstarted(work);
  }

  // ---- SourcePump's side

  /** Waits for what the receiver has; null when the transfer is over. */
  @Nullable ByteBuffer awaitOffer() throws IOException {
    lock.lock();
    try {
      ending.await(() -> offer != null);
      return ending.over() ? null : offer;
    } finally {
      lock.unlock();
    }
  }

  void packed(StageLedger ledger) {
    stages = ledger;
  }

  /** Waits until the window has room; how much may be read, 0 when the transfer is over. */
  int awaitRoom() throws IOException {
    lock.lock();
    try {
      ending.await(() -> ledger.readableBytes(System.nanoTime()) > 0);
      return ending.over() ? 0 : ledger.readableBytes(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  void append(byte codec, ByteBuffer payload, int rawBytes) {
    lock.lock();
    try {
      long sequence = ledger.nextSequence();
      counts.rawBytes += rawBytes;
      counts.compressedBytes += payload.remaining();
      put(new Frame.Data(sequence, codec, rawBytes, payload), rawBytes);
    } finally {
      lock.unlock();
    }
  }

  void finish(StreamDigest found) {
    lock.lock();
    try {
      digest = found;
      put(new Frame.Fin(ledger.nextSequence(), found), 0);
    } finally {
      lock.unlock();
    }
  }

  private void put(Frame frame, int rawBytes) {
    if (ledger.settled()) {
      movedNanos = System.nanoTime();
    }
    ledger.append(FrameCodec.encode(frame), rawBytes);
    ending.changed.signalAll();
  }

  // ---- SendStream's side

  /** A connection stands. */
  void joined(int stream, FrameChannel channel, Frame.Welcome welcome) {
    lock.lock();
    try {
      channels.put(stream, channel);
      counts.streams(channels.size());
      window.capTo(welcome.windowBytes());
      offer = offer == null ? welcome.offer() : offer;
      heardNanos = System.nanoTime();
      ending.changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A connection is gone, or was not made. */
  void left(int stream, String why) {
    lock.lock();
    try {
      channels.remove(stream);
      counts.streams(channels.size());
      ledger.lost(stream);
      trouble = why;
      ending.changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a frame to send, at most until a heartbeat is due; null then, when the transfer is
   * over, and when the connection is gone.
   */
  @Nullable ByteBuffer take(int stream, FrameChannel channel) throws IOException {
    lock.lock();
    try {
      ending.await(
          () -> question.isWaiting() || ledger.waiting() || ending.over() || !channel.isOpen(),
          options.heartbeat().toNanos());
      if (ending.over() || !channel.isOpen()) {
        return null;
      }
      return question.isWaiting() ? question.take() : ledger.take(stream, System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  void sent(int wireBytes) {
    lock.lock();
    try {
      counts.wireBytes += wireBytes;
    } finally {
      lock.unlock();
    }
  }

  /** What the receiver says on any connection. */
  void heard(Frame frame) throws AmstProtocolException {
    lock.lock();
    try {
      heardNanos = System.nanoTime();
      switch (frame) {
        case Frame.Ack ack -> acked(ack);
        case Frame.Have have -> question.answered(have);
        case Frame.Done done -> done(done.digest());
        case Frame.Abort abort ->
            ending.fail(PEER, "the receiver gave up: " + abort.reason(), null);
        default -> throw new AmstProtocolException("a receiver does not say " + frame);
      }
    } finally {
      lock.unlock();
    }
  }

  private void acked(Frame.Ack ack) throws AmstProtocolException {
    long before = ledger.deliveredBytes();
    if (ledger.acked(ack, heardNanos)) {
      movedNanos = heardNanos;
      counts.goodput.add(ledger.deliveredBytes() - before, heardNanos);
      ending.changed.signalAll();
    }
  }

  private void done(StreamDigest found) throws AmstProtocolException {
    if (!found.equals(digest)) {
      ending.fail(CORRUPT, "the receiver wrote " + found + ", the sender read " + digest, null);
      return;
    }
    ledger.acked(new Frame.Ack(ledger.nextSequence(), heardNanos), heardNanos);
    ending.succeed();
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
      long silence = options.silence().toNanos();
      if (channels.isEmpty() && now - heardNanos > silence) {
        ending.fail(SILENT, late("no connection to " + target.address() + ": " + trouble), null);
      } else if (now - heardNanos > silence) {
        ending.fail(SILENT, late("no sign of life from " + target.address()), null);
      } else if (!ledger.settled() && now - movedNanos > silence) {
        ending.fail(SILENT, late("nothing was delivered to " + target.address()), null);
      }
      dropSilent(now, silence);
    } finally {
      lock.unlock();
    }
  }

  private String late(String what) {
    return what + ", for " + options.silence().toMillis() + " ms";
  }

  /** One mute connection among others that speak is broken; all of them mute is a slow link. */
  private void dropSilent(long now, long silence) {
    if (now - heardNanos < silence / 4) {
      channels.values().stream()
          .filter(channel -> now - channel.heardNanos() > silence / 2)
          .forEach(FrameChannel::close);
    }
  }

  private void clearUp() {
    if (ending.failure() != null) {
      ending.awaitPatiently(channels::isEmpty, Ending.FAREWELL.toNanos());
    }
    snapshot().forEach(FrameChannel::close);
    threads.forEach(Thread::interrupt);
    Ending.close(source);
    threads.forEach(Ending::join);
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
      var sha256 = digest == null ? "" : digest.sha256();
      return counts.result(sha256, ledger.peakInFlightBytes(), counts.startNanos);
    } finally {
      lock.unlock();
    }
  }

  // ---- Transfer

  @Override
  public TransferProgress progress() {
    lock.lock();
    try {
      return counts.progress(
          ledger.deliveredBytes(),
          ledger.inFlightBytes(),
          ledger.peakInFlightBytes(),
          window.smoothedRttNanos());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public StageLedger stages() {
    return stages;
  }

  @Override
  public CompletionStage<TransferResult> result() {
    return result.minimalCompletionStage();
  }

  @Override
  public void allowPause(Duration allowedPause) {
    lock.lock();
    try {
      window.allowPause(allowedPause);
      ending.changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel(String reason) {
    ending.fail(CANCELLED, "cancelled by the sender: " + reason, null);
  }
}
