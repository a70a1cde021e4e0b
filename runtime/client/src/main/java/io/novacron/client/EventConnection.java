package io.novacron.client;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer that never ends, read piece by piece: the next piece is asked for when the
 * last one was taken, so a slow reader slows the server instead of filling memory.
 */
final class EventConnection implements HttpResponse.BodySubscriber<EventConnection> {
  /** The end of the body, whatever brought it. */
  private static final List<ByteBuffer> END = List.of();

  private final BlockingQueue<List<ByteBuffer>> pieces = new ArrayBlockingQueue<>(2);
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  @Override
  public CompletionStage<EventConnection> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription.complete(upstream);
    upstream.request(1);
  }

  /** Never more than the one asked for, so there is always room. */
  @Override
  public void onNext(List<ByteBuffer> piece) {
    pieces.add(piece);
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(END);
  }

  @Override
  public void onComplete() {
    pieces.add(END);
  }

  /** Null when nothing came in time; empty at the end. */
  @Nullable List<ByteBuffer> take(Duration wait) throws InterruptedException {
    List<ByteBuffer> piece = pieces.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (piece != null && !piece.isEmpty()) {
      upstream(subscribed -> subscribed.request(1));
    }
    return piece;
  }

  void close() {
    upstream(Flow.Subscription::cancel);
  }

  private void upstream(Consumer<Flow.Subscription> ask) {
    var unused = subscription.thenAccept(ask);
  }
}
