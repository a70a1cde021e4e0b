package io.novacron.cli;

import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.ProgressResource;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that is written over and over; on anything else nothing. */
final class Progress implements AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private boolean shown;

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(OperationResource operation) {
    show(operation.kind() + " of " + operation.vm(), operation.progress());
  }

  void show(String what, @Nullable ProgressResource progress) {
    if (terminal.errIsTerminal()) {
      String detail = Tables.progress(progress);
      terminal.err().print(CLEAR + what + (detail.isEmpty() ? " ..." : ": " + detail));
      terminal.err().flush();
      shown = true;
    }
  }

  void clear() {
    if (shown) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
