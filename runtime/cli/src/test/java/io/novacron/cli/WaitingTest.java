package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import io.novacron.client.resource.Samples;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
  private final Cli cli = Cli.always(200, "{}");

  @AfterEach
  void end() {
    cli.close();
  }

  /** The operation is seen running once, and then ended. */
  private void ends(String operation, String migration) {
    var asked = new AtomicInteger();
    cli.server.answer(request -> {
      if (request.path().contains("/migrations/")) {
        String state = asked.getAndIncrement() == 0 ? "transferring" : migration;
        String receipt = migration.equals("completed") ? Samples.RECEIPT : "null";
        return FakeServer.json(
            200, Samples.migration(state, state.equals(migration) ? receipt : "null"));
      }
      boolean polled = request.method().equals("GET") && asked.getAndIncrement() > 0;
      return FakeServer.json(200, Samples.operation(polled ? operation : "running"));
    });
  }

  @ParameterizedTest
  @CsvSource({"succeeded,0", "failed,1", "cancelled,7", "rolled-back,7"})
  void theExitTellsHowItEnded(String state, int exit) {
    ends(state, "completed");
    var result = cli.run("vm", "migrate", "web1", "--wait");
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.out()).startsWith("migrate of web1 " + state);
    if (exit != 0) {
      assertThat(result.err()).contains("operation web1.5 is " + state);
    }
  }

  @Test
  void aMoveThatWasWaitedForTellsItsPause() {
    ends("succeeded", "completed");
    cli.run("vm", "pause", "web1", "--wait");
    assertThat(cli.run("vm", "migrate", "web1", "--wait").out())
        .contains("moved from n1 to n2 in 3.0 s; the guest stood still for 61.5 ms (as it felt)");
  }

  @Test
  void waitingTooLongExitsSix() {
    cli.server.answer(request -> FakeServer.json(200, Samples.OPERATION));
    var result = cli.run("operation", "wait", "web1.5", "--timeout", "100ms");
    assertThat(result.exit()).isEqualTo(Exit.TIMED_OUT);
    assertThat(result.err()).contains("operation web1.5 had not ended").contains("--timeout");
  }

  @Test
  void progressIsShownOnATerminalAndTakenAway() {
    ends("succeeded", "completed");
    assertThat(cli.run("vm", "start", "web1", "--wait").err()).isEmpty();
    cli.terminal = true;
    ends("succeeded", "completed");
    assertThat(cli.run("vm", "start", "web1", "--wait").err())
        .contains("migrate of web1: pre-copy, pass 3, 400 B left, 50 B/s")
        .endsWith("\r\u001b[K");
  }

  @ParameterizedTest
  @CsvSource({"completed,0", "rolled-back,7"})
  void aMigrationIsWatchedTurnByTurn(String state, int exit) {
    ends("succeeded", state);
    cli.terminal = true;
    var result = cli.run("migration", "watch", "web1.5");
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.out().lines().toList()).hasSize(2);
    assertThat(result.out()).contains("  transferring").contains("  " + state);
  }

  @ParameterizedTest
  @CsvSource({"json,{", "ndjson,{", "yaml,---"})
  void aWatchedMigrationIsAStreamOfDocuments(String format, String start) {
    ends("succeeded", "completed");
    var result = cli.run("migration", "watch", "web1.5", "-o", format);
    assertThat(result.out()).startsWith(start);
  }
}
