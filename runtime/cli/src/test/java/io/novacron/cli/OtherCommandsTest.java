package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import io.novacron.client.resource.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {
  private final Cli cli = Cli.always(200, "{}");

  @AfterEach
  void end() {
    cli.close();
  }

  private Cli.Result run(String answer, String... args) {
    cli.server.answer(request -> FakeServer.json(200, answer));
    return cli.run(args);
  }

  private static String page(String item) {
    return "{\"items\":[" + item + "]}";
  }

  private static String event(long id) {
    return "id: " + id + "\ndata: " + Samples.event(id) + "\n\n";
  }

  @Test
  void migrationsAreListedShownAndCancelled() {
    assertThat(run(page(Samples.MIGRATION), "migration", "list", "--vm=web1").out())
        .containsPattern("web1\\.5 +web1 +completed +n1 +n2 +pre-copy, pass 3.* 61\\.5 ms +-");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/migrations?vm=web1");
    assertThat(run(Samples.MIGRATION, "migration", "show", "web1.5").out())
        .containsPattern("receipt\\.pauseMillis +61\\.5");
    run(Samples.MIGRATION, "migration", "cancel", "web1.5");
    assertThat(cli.server.last().line()).isEqualTo("POST /v1/migrations/web1.5:cancel");
  }

  @Test
  void operationsAreListedShownAndCancelled() {
    assertThat(run(page(Samples.OPERATION), "operation", "list", "--state=running").out())
        .containsPattern("web1\\.5 +migrate +web1 +running +2026-11-25T10:00:00Z +-");
    assertThat(run(Samples.OPERATION, "operation", "show", "web1.5").out()).contains("deadline");
    run(Samples.OPERATION, "operation", "cancel", "web1.5");
    assertThat(cli.server.last().line()).isEqualTo("POST /v1/operations/web1.5:cancel");
  }

  @Test
  void nodesAreListedAndShown() {
    assertThat(run(page(Samples.NODE), "node", "list").out()).contains("n1");
    assertThat(run(Samples.NODE, "node", "show", "n1").out()).contains("drivers[0].driver");
  }

  @Test
  void howFarPeersAreIsShownWithItsReasons() {
    assertThat(run(Samples.MODE, "cluster", "mode").out())
        .contains("n1 is in mode datacenter since 2026-11-25T10:00:00Z (confidence 0.90)")
        .contains("  round trips are short\n")
        .containsPattern("n2 +0\\.75 ms +5/5 +pekko://novacron@127.0.0.1:25521");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/mode");
    assertThat(
            run(Samples.MODE.replace("\"alert\":false", "\"alert\":true"), "cluster", "mode").out())
        .contains("too little to leave hybrid");
    assertThat(
            run(
                    Samples.MODE.replace("\"overridden\":false", "\"overridden\":true"),
                    "cluster",
                    "mode")
                .out())
        .contains("given by system.mode");
    assertThat(run(Samples.MODE, "cluster", "mode", "-o", "json").out())
        .contains("\"confidence\" : 0.9");
  }

  @Test
  void membershipIsShownAndChanged() {
    assertThat(run(Samples.CLUSTER, "cluster", "members").out()).contains("NODE").contains("n1");
    run(Samples.CLUSTER, "cluster", "join", "pekko://novacron@h:1");
    run(Samples.CLUSTER, "cluster", "leave", "n1");
    run("{\"members\":[],\"leader\":null}", "cluster", "down", "n1");
    assertThat(cli.server.lines())
        .containsExactly(
            "GET /v1/cluster",
            "POST /v1/cluster:join",
            "POST /v1/cluster:leave",
            "POST /v1/cluster:down");
    assertThat(run("{\"members\":[]}", "cluster", "members").err()).contains("no leader");
  }

  @Test
  void eventsOfThePastAreListed() {
    var result = run(page(Samples.EVENT), "events", "--vm=web1", "--since=3");
    assertThat(result.out()).contains("vm.started").contains("web1");
    assertThat(cli.server.last().line())
        .isEqualTo("GET /v1/events?poll=true&since=3&limit=500&vm=web1");
    run(page(Samples.EVENT), "events", "--count=1");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/events?poll=true&since=0&limit=1");
  }

  @Test
  void eventsAreFollowed() {
    cli.server.answer(request -> FakeServer.events(event(4), event(5)));
    var result = cli.run("events", "--follow", "--since=3", "--count=2", "-o", "ndjson");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo(Samples.event(4) + "\n" + Samples.event(5) + "\n");
    assertThat(cli.server.requests().getFirst().header("Last-Event-ID")).isEqualTo("3");
  }

  @Test
  void theVersionNeedsNoServer() {
    assertThat(cli.run("version").out()).matches("novacron \\d.*, build .+, java 2.*\n");
    assertThat(cli.run("version", "-o", "json").out()).contains("\"build\" :");
    assertThat(cli.server.requests()).isEmpty();
    assertThat(run(Samples.VERSION, "version", "--node").out()).contains("site");
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(cli.run("completion").out()).contains("complete -F").contains("migrate");
  }

  @Test
  void helpListsEveryCommandAndTheExitCodes() {
    String help = cli.run("--help").out();
    assertThat(help)
        .contains("demo", "start", "vm", "migration", "operation", "node", "cluster", "events")
        .contains("bench", "version", "completion", "7 rolled back");
    assertThat(cli.run("help", "vm", "migrate").out()).contains("--max-pause");
    assertThat(cli.run("help", "frobnicate").exit()).isEqualTo(Exit.USAGE);
    assertThat(cli.run("vm", "migrate", "--help").out()).contains("--max-pause", "--server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vm", "cluster"})
  void aCommandThatIsNotCompleteIsAUsageError(String words) {
    var result = words.isEmpty() ? cli.run() : cli.run(words);
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("Missing required subcommand").contains("--help");
  }

  @Test
  void aWordThatIsAlmostACommandIsGuessed() {
    var result = cli.run("migratio", "list");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("novacron migration").contains("see 'novacron --help'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "start", "bench"})
  void programsOfTheirOwnAreLeftToTheLauncher(String name) {
    var result = cli.run(name, "--script", "x");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("run './novacron " + name + "'");
  }

  @Test
  void theTrainingRunNeedsNothing() {
    Training.run();
    assertThat(Terminal.ofProcess().environment()).isNotEmpty();
  }
}
