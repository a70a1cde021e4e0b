package io.novacron.control;

import io.novacron.control.MigrationCommand.Standing;
import io.novacron.vm.Operation;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Migrations by their id. A VM acknowledges one before the one who drives it has heard of it: who
 * asks in between gets it all the same.
 */
final class Migrations {
  private final Asker asker;
  private final BiConsumer<VmId, VmOrder> orders;

  /**
   * @param orders carries out what a VM wants done
   */
  Migrations(Asker asker, BiConsumer<VmId, VmOrder> orders) {
    this.asker = asker;
    this.orders = orders;
  }

  /** How it stands; fails with a {@link Refusal} when there is none. */
  CompletionStage<Standing> get(String id) {
    VmId vm = vmOf(id);
    return asker
        .migration(id, MigrationCommand.Get::new)
        .exceptionallyCompose(failure ->
            isUnknown(failure)
                ? begun(vm, id).thenCompose(_ -> asker.migration(id, MigrationCommand.Get::new))
                : CompletableFuture.failedStage(failure));
  }

  /** Cancels it if it may still be; fails with a {@link Refusal} when there is none. */
  CompletionStage<Standing> cancel(String id) {
    // Also when its VM does not answer: the migration may be under way.
    return begun(vmOf(id), id)
        .handle((_, _) -> id)
        .thenCompose(_ -> asker.migration(id, MigrationCommand.Cancel::new));
  }

  /** One that its VM has only just asked for is begun first: it must not go on uncancelled. */
  private CompletionStage<?> begun(VmId vm, String id) {
    return asker
        .vm(vm, VmCommand.Get::new)
        .thenAccept(decided ->
            decided
                .record()
                .order()
                .filter(order -> order instanceof VmOrder.Move move && move.migration().equals(id))
                .ifPresent(order -> orders.accept(vm, order)));
  }

  private static boolean isUnknown(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof Refusal refusal && refusal.code() == Refusal.Code.NOT_FOUND;
  }

  private static VmId vmOf(String id) {
    return Operation.vmOf(id)
        .orElseThrow(
            () -> new Refusal(Refusal.Code.NOT_FOUND, "there is no migration '" + id + "'"));
  }
}
