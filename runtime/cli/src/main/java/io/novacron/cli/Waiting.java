package io.novacron.cli;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.ReceiptResource;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Waits for operations and migrations, and judges how they ended. */
final class Waiting {
  private final Novacron root;

  Waiting(Novacron root) {
    this.root = root;
  }

  /** Shows an operation that was begun, after its end if that is wanted. */
  int settle(OperationResource begun, Options.Wait wait) {
    return wait.wanted ? await(begun.id(), wait.timeout) : show(begun);
  }

  int await(String id, Duration timeout) {
    try (var progress = new Progress(root.terminal())) {
      return show(root.client().operations().await(id, timeout, progress::show));
    }
  }

  int show(OperationResource operation) {
    root.output().item(operation, words(operation));
    if (Exit.of(operation) != Exit.OK) {
      complain("operation " + operation.id(), operation.state(), operation.error());
    }
    return Exit.of(operation);
  }

  /** Tells each turn of a migration until its end. */
  int watch(String id, Duration timeout) {
    try (var progress = new Progress(root.terminal())) {
      var turns = new Turns(root.output(), progress);
      MigrationResource ended = root.client().migrations().await(id, timeout, turns::see);
      if (Exit.of(ended) != Exit.OK) {
        complain("migration " + id, ended.state(), ended.reason());
      }
      return Exit.of(ended);
    }
  }

  private void complain(String what, String state, @Nullable String why) {
    String reason = why == null ? "no reason is given" : why;
    root.terminal().err().println("novacron: " + what + " is " + state + ": " + reason);
    root.terminal().err().println("  see 'novacron events' and 'novacron node list'");
  }

  private String words(OperationResource operation) {
    boolean moved =
        operation.migration() != null && operation.state().equals(OperationResource.SUCCEEDED);
    String migration = operation.migration();
    String receipt = moved && migration != null ? receipt(migration) : "";
    return operation.kind()
        + " of "
        + operation.vm()
        + " "
        + operation.state()
        + " (operation "
        + operation.id()
        + ")"
        + receipt;
  }

  private String receipt(String id) {
    MigrationResource migration = root.client().migrations().get(id);
    ReceiptResource receipt = migration.receipt();
    return receipt == null ? "" : "\n" + words(migration, receipt);
  }

  /** What a move cost, in a sentence. */
  static String words(MigrationResource migration, ReceiptResource receipt) {
    return String.format(
        Locale.ROOT,
        "moved from %s to %s in %s; the guest stood still for %.1f ms (%s); %s of guest memory took"
            + " %s on the wire",
        migration.source(),
        migration.target(),
        Words.seconds(Duration.ofMillis(receipt.durationMillis())),
        receipt.pauseMillis(),
        receipt.pauseSource().equals("heartbeat") ? "as it felt" : "by the hypervisor's events",
        Words.bytes(receipt.guestMemoryBytes()),
        Words.bytes(receipt.wireBytes()));
  }
}
