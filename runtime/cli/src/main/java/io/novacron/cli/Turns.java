package io.novacron.cli;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ReceiptResource;

/** Tells of a migration what is new. */
final class Turns {
  private final Output output;
  private final Progress progress;
  private String told = "";

  Turns(Output output, Progress progress) {
    this.output = output;
    this.progress = progress;
  }

  void see(MigrationResource migration) {
    if (!migration.state().equals(told)) {
      told = migration.state();
      progress.clear();
      output.entry(migration, words(migration));
    }
    if (!migration.hasEnded()) {
      progress.show(migration.state(), migration.progress());
    }
  }

  private static String words(MigrationResource migration) {
    ReceiptResource receipt = migration.receipt();
    String cost = receipt == null ? "" : ": " + Waiting.words(migration, receipt);
    String why = migration.reason() == null ? "" : ": " + migration.reason();
    return Words.at(migration.updatedAt()) + "  " + migration.state() + why + cost;
  }
}
