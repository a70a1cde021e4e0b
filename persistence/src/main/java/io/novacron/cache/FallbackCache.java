package io.novacron.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * In Redis while it answers, in this process's memory when it does not. Whatever is kept is kept in
 * both, so that a Redis that goes leaves this node what it had put there. A probe finds out when
 * Redis is back, and every three seconds that it still is; requests do not wait for that.
 */
public final class FallbackCache implements Cache {
  /** Until it looks again, after an answer that was late or did not come. */
  private static final Duration AILING = Duration.ofMillis(100);

  private static final Duration WELL = Duration.ofSeconds(3);

  private final RedisCache redis;
  private final LocalCache memory;
  private final Breaker.Rule rule;
  private final ScheduledExecutorService clock;
  private Optional<Future<?>> next = Optional.empty();
  private volatile Consumer<String> lost = _ -> {};
  private volatile String reason = "it was not asked yet";
  private Breaker breaker = Breaker.untried(System.nanoTime());

  private FallbackCache(RedisCache redis, LocalCache memory, Breaker.Rule rule) {
    this.redis = redis;
    this.memory = memory;
    this.rule = rule;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("cache-probe").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** A cache for settings that name a Redis, which need not be there yet. */
  public static FallbackCache open(CacheSettings settings) {
    return open(settings, Breaker.Rule.DEFAULT);
  }

  static FallbackCache open(CacheSettings settings, Breaker.Rule rule) {
    var cache =
        new FallbackCache(new RedisCache(settings), new LocalCache(settings.memoryBytes()), rule);
    cache.clock.execute(cache::tick);
    return cache;
  }

  /** Whether Redis answers, as of a moment ago. */
  public synchronized boolean isRemote() {
    return breaker.isClosed();
  }

  /** Why Redis is not asked, in its own words; what is left of the last time when it is. */
  public String reason() {
    return reason;
  }

  /** From now on {@code listener} hears why Redis is not asked any more, each time it was. */
  public void onLost(Consumer<String> listener) {
    lost = listener;
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(CacheKey key) {
    if (!isRemote()) {
      return memory.get(key);
    }
    return noted(redis.ask(key))
        .exceptionally(_ -> Optional.empty())
        .thenCompose(
            found -> found.isPresent() ? CompletableFuture.completedStage(found) : memory.get(key));
  }

  @Override
  public CompletionStage<Boolean> put(CacheKey key, byte[] value, Duration ttl) {
    var kept = memory.put(key, value, ttl);
    return value.length > MOST_BYTES || !isRemote()
        ? kept
        : noted(redis.tell(key, value, ttl)).handle((_, _) -> true);
  }

  /** Tries Redis now, whatever the time; completes exceptionally when it does not answer. */
  public CompletionStage<?> tryNow() {
    synchronized (this) {
      breaker = breaker.tried();
    }
    return noted(reached());
  }

  private void tick() {
    tickAfter(isRemote() ? WELL : AILING);
    if (isTimeToProbe()) {
      var _ = noted(reached());
    }
  }

  /** What cannot even be asked, for want of a password say, does not answer. */
  private CompletionStage<?> reached() {
    try {
      return redis.reach();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private synchronized void tickAfter(Duration pause) {
    next.ifPresent(tick -> tick.cancel(false));
    next = Optional.of(clock.schedule(this::tick, pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private synchronized boolean isTimeToProbe() {
    Breaker due = breaker.due(System.nanoTime());
    boolean opens = !due.equals(breaker);
    breaker = due;
    return opens || due.isClosed();
  }

  private <T> CompletionStage<T> noted(CompletionStage<T> answer) {
    return answer.whenComplete((_, failure) -> {
      if (failure == null) {
        change(Breaker::answered);
      } else {
        failed(failure);
      }
    });
  }

  private void failed(Throwable failure) {
    long now = System.nanoTime();
    Throwable why = innermost(failure);
    boolean slow = why instanceof TimeoutException;
    reason = slow ? "it does not answer in time" : String.valueOf(why.getMessage());
    tickAfter(AILING);
    if (change(b -> slow ? b.slow(now, rule) : b.failed(now, rule))) {
      redis.drop();
      lost.accept(reason);
    }
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : innermost(cause);
  }

  /** Whether it was closed and no longer is. */
  private synchronized boolean change(UnaryOperator<Breaker> event) {
    boolean wasClosed = breaker.isClosed();
    breaker = event.apply(breaker);
    return wasClosed && !breaker.isClosed();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    redis.close();
    memory.close();
  }
}
