package io.novacron.node;

import io.novacron.discovery.Registration;
import io.novacron.discovery.Registration.Entry;
import io.novacron.discovery.Registration.Health;
import io.novacron.init.Reports;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the node's services known and keeps them so: three heartbeats in the time after which they
 * are taken for gone. Lost when none has arrived for that time; taken away when it stops.
 */
final class RegistrationPart {
  /** A service, and how it is: to be asked often, and must not block. */
  record Listing(Entry entry, Supplier<Health> health) {}

  private static final Logger LOG = LoggerFactory.getLogger(RegistrationPart.class);
  static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration GOODBYE = Duration.ofSeconds(3);
  private static final long BEATS_PER_TTL = 3;

  private final Registration registration;
  private final Supplier<List<Listing>> services;
  private @Nullable Beating beating;

  /**
   * @param services asked when it starts, since ports are known only then
   */
  RegistrationPart(Registration registration, Supplier<List<Listing>> services, String... needs) {
    this.registration = registration;
    this.services = services;
  }

  /** See {@link io.novacron.init.Component#start}. */
  void start(Reports reports) throws Exception {
    if (registration.equals(Registration.NONE)) {
      LOG.info("No registration is configured: who looks for this node has to know where it is");
      return;
    }
    List<Listing> listings = services.get();
    await(all(listings, this::introduced), DEADLINE.dividedBy(2));
    beating = new Beating(listings, reports);
  }

  private CompletionStage<?> introduced(Listing listing) {
    return registration.register(listing.entry()).thenCompose(_ -> beat(listing));
  }

  private CompletionStage<?> beat(Listing listing) {
    return registration.heartbeat(listing.entry(), listing.health().get());
  }

  private void await(CompletableFuture<?> all, Duration limit) throws InterruptedException {
    try {
      var _ = all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(unknownBecause(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(unknownBecause(e), e);
    }
  }

  private String unknownBecause(@Nullable Throwable why) {
    return "This node is not registered at " + registration.place() + ": " + innermost(why);
  }

  private static String innermost(@Nullable Throwable why) {
    if (why != null && why.getCause() != null) {
      return innermost(why.getCause());
    }
    String said = why == null || why instanceof TimeoutException ? null : why.getMessage();
    return said == null ? "it does not answer" : said;
  }

  private static CompletableFuture<Void> all(
      List<Listing> listings, java.util.function.Function<Listing, CompletionStage<?>> work) {
    return CompletableFuture.allOf(
        listings.stream()
            .map(listing -> work.apply(listing).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  void stop() throws InterruptedException {
    Beating ended = beating;
    beating = null;
    if (ended != null) {
      ended.clock.shutdownNow();
      try {
        await(all(ended.listings, one -> registration.deregister(one.entry())), GOODBYE);
      } catch (IllegalStateException e) {
        LOG.info("Not taken away from {}; it will find out", registration.place(), e);
      }
    }
  }

  /** The heartbeats of one start. */
  private final class Beating {
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("registration").factory());
    private final List<Listing> listings;
    private final Reports reports;
    private volatile long arrivedNanos = System.nanoTime();
    private CompletableFuture<?> under = CompletableFuture.completedFuture(null);

    Beating(List<Listing> listings, Reports reports) {
      this.listings = listings;
      this.reports = reports;
      long period = registration.ttlMillis() / BEATS_PER_TTL;
      var _ = clock.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    /** One at a time: the next says the same. */
    private void tick() {
      if (under.isDone()) {
        under = all(listings, RegistrationPart.this::beat).whenComplete((_, why) -> note(why));
      }
    }

    private void note(@Nullable Throwable why) {
      long now = System.nanoTime();
      if (why == null) {
        arrivedNanos = now;
      } else if (now - arrivedNanos > TimeUnit.MILLISECONDS.toNanos(registration.ttlMillis())) {
        clock.shutdown();
        reports.lost(unknownBecause(why));
      }
    }
  }
}
