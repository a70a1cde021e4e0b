package io.novacron.view;

import io.novacron.journal.ControlJournal;
import io.novacron.migration.MigrationRecord;
import io.novacron.persistence.HostedVm;
import io.novacron.persistence.ReadPage;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.TaskQuery;
import io.novacron.persistence.TaskRow;
import io.novacron.persistence.VmQuery;
import io.novacron.persistence.VmRow;
import io.novacron.vm.Believed;
import io.novacron.vm.Operation;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Lists of what the control plane holds, a moment behind the journal. */
public final class Views {
  private static final int SECONDS = 10;

  /** Part of a list, and what to ask for the next part with. */
  public record Part<T>(List<T> items, Optional<String> next) {}

  /** An operation and the VM that it is of. */
  public record Task(VmId vm, Operation operation) {}

  private final ReadSide readSide;

  public Views(ReadSide readSide) {
    this.readSide = readSide;
  }

  /** VMs in the order of their names. */
  public CompletionStage<Part<VmRecord>> vms(VmQuery query) {
    return readSide.vms(query).thenApply(rows -> part(rows, Views::record));
  }

  /** Operations in the order of their ids. */
  public CompletionStage<Part<Task>> operations(TaskQuery query) {
    return readSide.operations(query).thenApply(rows -> part(rows, Views::task));
  }

  /** An operation that its VM may have forgotten. */
  public CompletionStage<Optional<Task>> operation(String id) {
    return readSide.operation(id).thenApply(row -> row.map(Views::task));
  }

  /** Migrations in the order of their ids. */
  public CompletionStage<Part<MigrationRecord>> migrations(TaskQuery query) {
    return readSide
        .migrations(query)
        .thenApply(rows -> part(rows, row -> read(row.document(), MigrationRecord.class)));
  }

  /**
   * The first {@code limit} VMs after the name {@code after} that are believed to be on {@code
   * host}, by name. Blocks.
   *
   * @throws IllegalStateException when the database does not answer
   */
  public SortedMap<String, Believed> believedOn(String host, String after, int limit) {
    var believed = new TreeMap<String, Believed>();
    for (HostedVm row : await(readSide.hostedOn(host, after, limit))) {
      believed.put(row.name(), new Believed(Token.parse(row.grantToken()), row.state()));
    }
    return believed;
  }

  private static VmRecord record(VmRow row) {
    return read(row.document(), VmRecord.class);
  }

  private static Task task(TaskRow row) {
    return new Task(new VmId(row.vm()), read(row.document(), Operation.class));
  }

  private static <R, T> Part<T> part(ReadPage<R> page, Function<R, T> shown) {
    return new Part<>(page.rows().stream().map(shown).toList(), page.next());
  }

  private static <T> T read(String document, Class<T> type) {
    return ControlJournal.FORMAT.fromText(document, type);
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the database does not answer", e);
    }
  }
}
