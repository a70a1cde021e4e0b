package io.novacron.control;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.Page;
import io.novacron.client.resource.VmResource;
import io.novacron.control.ControlPlane.PageRequest;
import io.novacron.control.ControlPlane.VmFilter;
import io.novacron.control.MigrationCommand.Standing;
import io.novacron.migration.MigrationRecord;
import io.novacron.migration.Progress;
import io.novacron.persistence.DatabaseUnavailableException;
import io.novacron.persistence.TaskQuery;
import io.novacron.persistence.VmQuery;
import io.novacron.view.Views;
import io.novacron.vm.Operation;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations, migrations and lists. */
final class TaskDesk {
  private final Asker asker;
  private final Views views;
  private final KeptLists lists;
  private final Resources resources;
  private final Migrations migrations;

  TaskDesk(Asker asker, Views views, KeptLists lists, Resources resources, Migrations migrations) {
    this.asker = asker;
    this.lists = lists;
    this.views = views;
    this.resources = resources;
    this.migrations = migrations;
  }

  CompletionStage<Page<VmResource>> vms(VmFilter filter, PageRequest page) {
    var query =
        new VmQuery(filter.state(), filter.host(), filter.labels(), page.token(), page.size());
    return lists.page(
        "vms",
        query,
        VmResource.class,
        () -> read(views.vms(query)).thenApply(part -> page(part, resources::vm)));
  }

  CompletionStage<Page<OperationResource>> operations(
      Optional<String> state, Optional<VmId> vm, PageRequest page) {
    var query = query(state, vm, page);
    return lists.page(
        "operations",
        query,
        OperationResource.class,
        () -> read(views.operations(query)).thenApply(part -> page(part, TaskDesk::shown)));
  }

  CompletionStage<Page<MigrationResource>> migrations(
      Optional<String> state, Optional<VmId> vm, PageRequest page) {
    var query = query(state, vm, page);
    return lists.page(
        "migrations",
        query,
        MigrationResource.class,
        () -> read(views.migrations(query)).thenApply(TaskDesk::migrations));
  }

  private static Page<MigrationResource> migrations(Views.Part<MigrationRecord> part) {
    return page(part, record -> Resources.migration(record, Optional.empty(), null));
  }

  /** From the VM itself, so that who began it sees it at once; old ones from the read side. */
  CompletionStage<OperationResource> operation(String id) {
    VmId vm = Operation.vmOf(id).orElseThrow(() -> noOperation(id));
    return asker.vm(vm, VmCommand.Get::new).thenCompose(decided -> operation(decided.record(), id));
  }

  private CompletionStage<OperationResource> operation(VmRecord record, String id) {
    Optional<Operation> known = record.operation(id);
    if (known.isEmpty()) {
      return listed(id);
    }
    return progress(known.get())
        .thenApply(progress -> Resources.operation(record.id(), known.get(), progress));
  }

  /** As the read side has it. */
  CompletionStage<OperationResource> listed(String id) {
    return read(views.operation(id))
        .thenApply(task -> shown(task.orElseThrow(() -> noOperation(id))));
  }

  private CompletionStage<@Nullable Progress> progress(Operation operation) {
    if (operation.kind() != Operation.Kind.MIGRATE
        || operation.state() != Operation.State.RUNNING) {
      return CompletableFuture.completedStage(null);
    }
    return asker
        .migration(operation.id(), MigrationCommand.Get::new)
        .handle((standing, _) -> standing == null ? null : standing.progress().orElse(null));
  }

  CompletionStage<MigrationResource> migration(String id) {
    return migrations.get(id).thenApply(TaskDesk::shown);
  }

  CompletionStage<MigrationResource> cancelMigration(String id) {
    return migrations.cancel(id).thenApply(TaskDesk::cancelled);
  }

  CompletionStage<OperationResource> cancelOperation(String id) {
    return operation(id)
        .thenCompose(operation -> {
          if (!operation.cancellable()) {
            throw new Refusal(
                Refusal.Code.WRONG_STATE,
                operation.kind()
                    + " "
                    + id
                    + " is "
                    + operation.state()
                    + "; only a running migration can be cancelled");
          }
          return cancelMigration(id);
        })
        .thenCompose(_ -> operation(id));
  }

  private static MigrationResource cancelled(Standing standing) {
    if (!standing.cancelled()) {
      throw new Refusal(
          Refusal.Code.WRONG_STATE,
          "it is " + standing.record().state().name() + ": too late to cancel");
    }
    return shown(standing);
  }

  private static MigrationResource shown(Standing standing) {
    return Resources.migration(standing.record(), standing.progress(), standing.coordinator());
  }

  private static OperationResource shown(Views.Task task) {
    return Resources.operation(task.vm(), task.operation(), null);
  }

  private static TaskQuery query(Optional<String> state, Optional<VmId> vm, PageRequest page) {
    return new TaskQuery(state, vm.map(VmId::value), page.token(), page.size());
  }

  private static <R, T> Page<T> page(Views.Part<R> part, Function<R, T> shown) {
    return new Page<>(part.items().stream().map(shown).toList(), part.next().orElse(null));
  }

  private static Refusal noOperation(String id) {
    return new Refusal(Refusal.Code.NOT_FOUND, "there is no operation '" + id + "'");
  }

  /** A database that does not answer is a refusal. */
  static <T> CompletionStage<T> read(CompletionStage<T> stage) {
    return stage.exceptionallyCompose(failure -> CompletableFuture.failedStage(explain(failure)));
  }

  private static Throwable explain(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof DatabaseUnavailableException unavailable
        ? new Refusal(
            Refusal.Code.DATABASE_UNAVAILABLE,
            unavailable.description() + ": " + unavailable.reason())
        : cause;
  }
}
