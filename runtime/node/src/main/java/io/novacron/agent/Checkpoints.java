package io.novacron.agent;

import io.novacron.dwcp.hde.store.BaseId;
import io.novacron.dwcp.hde.store.ContentStore;
import io.novacron.dwcp.hde.store.Draft;
import io.novacron.dwcp.hde.store.StoreException;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this host keeps of the memory of guests that have left it or come to it, so that their next
 * migrations cost what has changed since. Without a store, or with one that fails, migrations carry
 * everything. Safe for threads.
 */
public final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** For which the next migration of a VM waits for its last one's to be kept. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final @Nullable ContentStore store;

  /** One at a time: it reads all of an image, and nobody waits for it but a next migration. */
  private final ExecutorService keeper =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("checkpoints").factory());

  private final Set<BaseId> suspects = ConcurrentHashMap.newKeySet();
  private final Map<VmId, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();

  private Checkpoints(@Nullable ContentStore store) {
    this.store = store;
  }

  /** Keeps nothing. */
  public static Checkpoints none() {
    return new Checkpoints(null);
  }

  /**
   * Opens the store in {@code folder}; without it, says why in the log and keeps nothing.
   *
   * @param mostBytes that it may take; 0 for none
   */
  public static Checkpoints open(Path folder, long mostBytes, InstantSource clock) {
    if (mostBytes == 0) {
      return none();
    }
    try {
      return new Checkpoints(ContentStore.open(folder, mostBytes, clock));
    } catch (StoreException e) {
      LOG.warn("migrations carry everything, since no checkpoints are kept: {}", e.getMessage());
      return none();
    }
  }

  /** What one migration of a VM, on this side of it, finds and leaves here. */
  MigrationImages of(VmId vm, VmSpec spec) {
    return new MigrationImages(this, store, vm, Family.of(vm, spec));
  }

  /**
   * Does something with the draft of a VM and closes it, not now; closes it at once when this host
   * is going down.
   */
  void later(VmId vm, Draft draft, Runnable work) {
    try {
      var done = CompletableFuture.runAsync(() -> finish(vm, draft, work), keeper);
      pending.put(vm, done);
      var _ = done.thenRun(() -> pending.remove(vm, done));
    } catch (RejectedExecutionException _) {
      draft.close();
    }
  }

  private static void finish(VmId vm, Draft draft, Runnable work) {
    try (draft) {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("no checkpoint of {} is kept", vm, e);
    }
  }

  /** Something went wrong with that one: it is left alone until it has been proved. */
  void suspect(BaseId id) {
    suspects.add(id);
  }

  boolean isSuspect(BaseId id) {
    return suspects.contains(id);
  }

  /** It is as it was kept, or gone. */
  void clear(BaseId id) {
    suspects.remove(id);
  }

  /** Waits a while for what is still to be kept of {@code vm}. */
  void await(VmId vm) {
    CompletableFuture<Void> keeping = pending.get(vm);
    if (keeping == null) {
      return;
    }
    try {
      keeping.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("the last checkpoint of {} is not kept yet: {}", vm, e.toString());
    }
  }

  @Override
  public void close() {
    keeper.shutdown();
    try {
      var _ = keeper.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      if (store != null) {
        store.close();
      }
    } catch (StoreException e) {
      LOG.info("the content store was not closed well: {}", e.getMessage());
    }
  }
}
