package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.GuestStatistics;
import io.novacron.hypervisor.Heartbeats;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.MigrationLimits;
import io.novacron.hypervisor.OutgoingMigration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest: its {@link Machine} under a lock, and the state that says whether the machine gets any
 * time. The lock is only ever held for computation, never for I/O, and fair, so that a fast
 * migration does not keep the guest from its beat.
 */
final class SimulatedGuest implements Guest {
  /** What is done with the machine while nobody else touches it. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T on(Machine machine) throws E;
  }

  private final GuestSpec spec;
  private final SimulatedSettings settings;
  private final Clockwork clockwork;
  private final Consumer<SimulatedGuest> onEnd;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Machine machine;
  private final Pulse pulse;
  private final ConsoleLog console = new ConsoleLog();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final long sinceNanos = System.nanoTime();
  private GuestState state;
  private boolean halted;
  private @Nullable PreCopy migration;

  /**
   * @param onEnd told once, when the guest has ended
   */
  SimulatedGuest(
      GuestSpec spec,
      GuestState state,
      SimulatedSettings settings,
      Clockwork clockwork,
      Consumer<SimulatedGuest> onEnd) {
    this.spec = spec;
    this.state = state;
    this.settings = settings;
    this.clockwork = clockwork;
    this.onEnd = onEnd;
    this.machine = new Machine(spec.spec());
    this.pulse = new Pulse(machine, lock, clockwork, settings, this::end);
  }

  @Override
  public GuestSpec spec() {
    return spec;
  }

  @Override
  public GuestState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** Lets a fresh machine run. */
  void boot() {
    console.println(
        "simulated guest " + spec.vm() + " with " + spec.spec().memoryMiB() + " MiB starts");
    resume();
  }

  @Override
  public void pause() {
    change(before ->
        switch (before) {
          case RUNNING, PAUSED -> GuestState.PAUSED;
          case SEALED -> GuestState.SEALED;
          case INCOMING, GONE -> throw wrongState("paused", before);
        });
  }

  @Override
  public void resume() {
    change(before ->
        switch (before) {
          case RUNNING, PAUSED, SEALED -> GuestState.RUNNING;
          case INCOMING, GONE -> throw wrongState("resumed", before);
        });
  }

  /** The whole guest has come in. */
  void arrive() {
    console.println("simulated guest " + spec.vm() + " arrived");
    change(before ->
        switch (before) {
          case INCOMING -> GuestState.PAUSED;
          default -> throw wrongState("let arrive", before);
        });
  }

  @Override
  public void stop(Duration grace) {
    if (grace.isPositive() && state() == GuestState.RUNNING) {
      Future<?> shutdown = clockwork.after(settings.shutdown(), this::shutDown);
      awaitEnd(grace);
      shutdown.cancel(false);
    }
    end("stopped by force");
  }

  @Override
  public void destroy() {
    end("destroyed");
  }

  @Override
  public byte[] consoleLog(int maxBytes) {
    return console.last(maxBytes);
  }

  @Override
  public GuestStatistics statistics() {
    return with(m ->
        new GuestStatistics(
            (long) m.memory().pages() * GuestMemory.PAGE_BYTES,
            m.memory().residentBytes(),
            pulse.cpuNanos(),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos)));
  }

  @Override
  public Heartbeats heartbeats() {
    return pulse.heartbeats();
  }

  @Override
  public OutgoingMigration migrateOut(MigrationLimits limits) {
    PreCopy begun =
        with(_ -> {
          demand(state == GuestState.RUNNING || state == GuestState.PAUSED, "migrated", state);
          demand(migration == null, "migrated twice at once", state);
          migration = new PreCopy(this, limits, settings);
          return migration;
        });
    begun.start();
    return begun;
  }

  @Override
  public void dumpMemory(Path file) {
    MemoryDump.write(this, file);
  }

  @Override
  public CompletionStage<String> ended() {
    return ended.minimalCompletionStage();
  }

  /**
   * Does {@code work} while the machine stands still and nobody else touches it.
   *
   * @throws HypervisorException {@code GUEST_GONE}
   */
  <T, E extends Exception> T with(Work<T, E> work) throws E {
    lock.lock();
    try {
      if (state == GuestState.GONE) {
        throw wrongState("used", state);
      }
      return work.on(machine);
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #with}, of a guest whose vCPUs stand still by its state. */
  <T> T withStill(Work<T, RuntimeException> work) {
    return with(m -> {
      demand(state != GuestState.RUNNING, "looked into", state);
      return work.on(m);
    });
  }

  /** Takes its time away for the last pass of {@code by}; returns when, as of nanoTime. */
  long halt(PreCopy by) {
    return with(_ -> {
      demand(migration == by, "halted", state);
      halted = true;
      schedule();
      return System.nanoTime();
    });
  }

  /** {@code by} is complete. */
  void seal(PreCopy by) {
    with(m -> {
      demand(migration == by, "sealed", state);
      state = GuestState.SEALED;
      return forgetMigration(m);
    });
  }

  /** {@code by} came to nothing: all is as it was before. */
  void endMigration(PreCopy by) {
    lock.lock();
    try {
      if (migration == by) {
        forgetMigration(machine);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends it, unless it has ended; returns whether this did it. */
  boolean end(String reason) {
    PreCopy aborted;
    lock.lock();
    try {
      if (state == GuestState.GONE) {
        return false;
      }
      state = GuestState.GONE;
      aborted = migration;
      migration = null;
      schedule();
      machine.close();
    } finally {
      lock.unlock();
    }
    if (aborted != null) {
      aborted.abort("its guest ended: " + reason);
    }
    console.println("simulated guest " + spec.vm() + " ended: " + reason);
    onEnd.accept(this);
    ended.complete(reason);
    return true;
  }

  private void shutDown() {
    if (state() == GuestState.RUNNING) {
      end("shut down as it was asked to");
    }
  }

  private void awaitEnd(Duration grace) {
    try {
      ended.get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      console.println("simulated guest " + spec.vm() + " did not shut down in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Transition {
    GuestState from(GuestState before);
  }

  private void change(Transition transition) {
    lock.lock();
    try {
      state = transition.from(state);
      schedule();
    } finally {
      lock.unlock();
    }
  }

  private boolean forgetMigration(Machine m) {
    migration = null;
    halted = false;
    m.memory().dirty().forget();
    schedule();
    return true;
  }

  /** Gives the machine time if it is to have any, and takes it away otherwise. */
  private void schedule() {
    pulse.live(state == GuestState.RUNNING && !halted);
  }

  private void demand(boolean holds, String participle, GuestState now) {
    if (!holds) {
      throw wrongState(participle, now);
    }
  }

  private HypervisorException wrongState(String participle, GuestState now) {
    Kind kind = now == GuestState.GONE ? Kind.GUEST_GONE : Kind.WRONG_STATE;
    return new HypervisorException(
        kind, "simulated guest " + spec.vm() + " is " + now + " and cannot be " + participle);
  }
}
