package io.novacron.persistence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The last events of the journal, in memory, and the moment at which the next one comes. One
 * writes, any number read at their own pace; who falls behind the oldest is told to look in the
 * database. Thread-safe.
 */
final class Tail {
  /** What there is after an event. */
  sealed interface Look {
    /** These. */
    record Found(List<FeedEvent> events) implements Look {}

    /** Nothing yet; look again then. */
    record Nothing(CompletionStage<Void> change) implements Look {}

    /** Something may have been forgotten; everything after {@code start} is still known. */
    record TooOld(long start) implements Look {}
  }

  private final int capacity;
  private final Deque<FeedEvent> events = new ArrayDeque<>();
  private CompletableFuture<Void> change = new CompletableFuture<>();
  private boolean started;
  private boolean closed;
  private boolean failing;
  private long start;
  private long end;

  /** Remembers at most {@code capacity} events. */
  Tail(int capacity) {
    this.capacity = capacity;
  }

  /** Whether {@link #start} was called. */
  synchronized boolean isStarted() {
    return started;
  }

  /** The last event that was seen. */
  synchronized long end() {
    return end;
  }

  /** Begins after the event {@code id}. */
  synchronized void start(long id) {
    start = id;
    end = id;
    started = true;
    stir();
  }

  /** Adds the next event. */
  synchronized void add(FeedEvent event) {
    if (events.size() == capacity) {
      start = events.removeFirst().id();
    }
    events.addLast(event);
    end = event.id();
    stir();
  }

  /** Lets everybody who waits look again. */
  synchronized void stir() {
    failing = false;
    change.complete(null);
    renew();
  }

  /**
   * Tells everybody who waits that nothing comes for now.
   *
   * @return whether this is news: false when it was told before, and nothing came since
   */
  synchronized boolean fail(Throwable why) {
    boolean news = !failing;
    failing = true;
    change.completeExceptionally(why);
    renew();
    return news;
  }

  /** Tells everybody who waits, or will wait, that nothing comes any more. */
  synchronized void close(Throwable why) {
    closed = true;
    change.completeExceptionally(why);
  }

  private void renew() {
    if (!closed) {
      change = new CompletableFuture<>();
    }
  }

  /** At most {@code limit} events after the event {@code id}. */
  synchronized Look after(long id, int limit) {
    if (started && id < start) {
      return new Look.TooOld(start);
    }
    if (!started || id >= end) {
      return new Look.Nothing(change);
    }
    return new Look.Found(events.stream().filter(event -> event.id() > id).limit(limit).toList());
  }
}
