package io.novacron.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Puts load on something: as many virtual threads as operations are to be in flight, each of which
 * does one after the other. They begin one by one over the ramp; what happens before the end of the
 * warm-up is done and not measured.
 */
final class Load {
  /** Does one operation and returns when it was acknowledged; throws when it was not. */
  @FunctionalInterface
  interface Worker {
    void once() throws Exception;
  }

  /**
   * How long, and how many at once.
   *
   * @param inFlight operations, 1 to 100,000
   */
  record Plan(int inFlight, Duration ramp, Duration warmUp, Duration measured) {}

  /**
   * What was seen.
   *
   * @param measured operations acknowledged while it was measured
   * @param acknowledged in all, ramp and warm-up included
   * @param errors in all
   * @param micros latencies of what was measured, in microseconds
   */
  record Result(
      long measured,
      long acknowledged,
      long errors,
      Optional<String> firstError,
      Duration window,
      Histogram micros) {
    double perSecond() {
      return window.isZero() ? 0 : measured * 1e9 / window.toNanos();
    }

    double millisAt(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private static final long MOST_MICROS = Duration.ofMinutes(2).toNanos() / 1000;
  private static final long AFTER_ERROR_NANOS = Duration.ofMillis(50).toNanos();

  private static final int PULSE_SECONDS = 10;

  private final Plan plan;
  private final Consumer<String> progress;
  private final long startNanos = System.nanoTime();
  private final long fromNanos;
  private final long untilNanos;
  private final Histogram micros = new ConcurrentHistogram(MOST_MICROS, 3);
  private final LongAdder measured = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final AtomicReference<String> firstError = new AtomicReference<>();

  private Load(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    this.fromNanos = startNanos + plan.ramp().plus(plan.warmUp()).toNanos();
    this.untilNanos = fromNanos + plan.measured().toNanos();
  }

  /** As much as can be done: whoever is done begins anew at once. */
  static Result saturate(Plan plan, IntFunction<Worker> workers, Consumer<String> progress) {
    var load = new Load(plan, progress);
    load.run(index -> load.repeat(index, workers.apply(index)));
    return load.result();
  }

  /**
   * {@code perSecond} operations, each at its time. Latency counts from that time on, so whatever
   * kept the operation from being sent is part of it.
   */
  static Result pace(
      Plan plan, double perSecond, IntFunction<Worker> workers, Consumer<String> progress) {
    var load = new Load(plan, progress);
    load.run(index -> load.keepPace(index, perSecond, workers.apply(index)));
    return load.result();
  }

  private void run(IntConsumer life) {
    try (var _ = pulse();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < plan.inFlight(); i++) {
        int index = i;
        threads.execute(() -> life.accept(index));
      }
    }
  }

  /**
   * Says now and then how fast it goes: a load that grows slower while it lasts has not settled.
   */
  private ScheduledExecutorService pulse() {
    var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    var before = new AtomicLong();
    var _ =
        timer.scheduleAtFixedRate(
            () -> progress.accept(pulse(before)), PULSE_SECONDS, PULSE_SECONDS, TimeUnit.SECONDS);
    return timer;
  }

  private String pulse(AtomicLong before) {
    long now = acknowledged.sum();
    return String.format(
        Locale.ROOT,
        "%4d s: %d/s, %d errors",
        Duration.ofNanos(System.nanoTime() - startNanos).toSeconds(),
        (now - before.getAndSet(now)) / PULSE_SECONDS,
        errors.sum());
  }

  private void repeat(int index, Worker worker) {
    sleepUntil(startNanos + startOf(index));
    for (long sent = System.nanoTime(); sent < untilNanos; sent = System.nanoTime()) {
      if (did(worker)) {
        long done = System.nanoTime();
        record(done, done - sent);
      }
    }
  }

  /** Few at first: JVMs that have just started are slow, and are not to be buried. */
  private long startOf(int index) {
    return (long) (plan.ramp().toNanos() * Math.sqrt((double) index / plan.inFlight()));
  }

  private void keepPace(int index, double perSecond, Worker worker) {
    double gapNanos = 1e9 / perSecond;
    for (long turn = index; ; turn += plan.inFlight()) {
      long due = startNanos + (long) (turn * gapNanos);
      if (due >= untilNanos) {
        return;
      }
      sleepUntil(due);
      if (did(worker)) {
        record(due, System.nanoTime() - due);
      }
    }
  }

  private boolean did(Worker worker) {
    try {
      worker.once();
      acknowledged.increment();
      return true;
    } catch (Exception e) {
      errors.increment();
      firstError.compareAndSet(null, said(e));
      LockSupport.parkNanos(AFTER_ERROR_NANOS);
      return false;
    }
  }

  private String said(Exception e) {
    return String.format(
        Locale.ROOT, "after %.1f s: %s", (System.nanoTime() - startNanos) / 1e9, e);
  }

  private void record(long atNanos, long latencyNanos) {
    if (atNanos >= fromNanos && atNanos < untilNanos) {
      measured.increment();
      micros.recordValue(Math.min(latencyNanos / 1000, MOST_MICROS));
    }
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Result result() {
    return new Result(
        measured.sum(),
        acknowledged.sum(),
        errors.sum(),
        Optional.ofNullable(firstError.get()),
        plan.measured(),
        micros);
  }
}
