package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import io.novacron.client.resource.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootCommandsTest {
  private static final String RESTING =
      """
      {"node":"n1","totalSeconds":4.0,"sequentialSeconds":2.0,"criticalSeconds":1.5,\
      "criticalPath":["cache"],"without":["cache"],"components":[\
      {"name":"cache","phase":"core","criticality":"degraded","needs":[],"state":"resting",\
      "freeSeconds":0.0,"beginSeconds":0.0,"endSeconds":4.0,"workSeconds":2.0,"attempts":2,\
      "reason":"refused","tries":[{"beginSeconds":0.0,"endSeconds":1.0},\
      {"beginSeconds":3.0,"endSeconds":4.0}],"effect":"answers are kept in memory",\
      "action":"Start Redis.","since":"2026-11-25T10:00:04Z",\
      "nextAttempt":"2026-11-25T10:00:12Z"},\
      {"name":"api","phase":"services","criticality":"critical","needs":["cache"],\
      "state":"waiting","freeSeconds":null,"beginSeconds":null,"endSeconds":null,\
      "workSeconds":0.0,"attempts":0,"reason":"","tries":[],"effect":"","action":"",\
      "since":null,"nextAttempt":null}]}\
      """;

  private final Cli cli = Cli.always(200, "{}");

  @AfterEach
  void end() {
    cli.close();
  }

  private Cli.Result run(String answer, String... args) {
    cli.server.answer(request -> FakeServer.json(200, answer));
    return cli.run(args);
  }

  @Test
  void aBootIsDrawnWithWaitingRestingAndWorkingApart() {
    assertThat(run(Samples.BOOT, "boot", "report").out())
        .contains(
            "core      *database         |" + ".".repeat(10) + "##----" + "#".repeat(14) + " ")
        .contains("|" + " ".repeat(30) + "#".repeat(10) + " |   0.500 s  starting")
        .contains("up in 2 attempts: refused")
        .contains("n1: 2.00 s, all work 3.00 s; critical path (*) 1.50 s: database > api");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/boot");
    assertThat(run(Samples.BOOT, "boot", "report", "-o", "json").out())
        .contains("\"sequentialSeconds\" : 3.0");
  }

  @Test
  void oneThatWaitsHasNoBar() {
    assertThat(run(RESTING, "boot", "report").out())
        .contains("services   api              |" + " ".repeat(41) + "|   0.000 s  waiting")
        .contains("; without cache");
  }

  @Test
  void aBootIsAPictureWhenThatIsAskedFor() {
    var result = run(Samples.BOOT, "boot", "report", "-o", "svg");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("<svg xmlns").endsWith("</svg>\n").contains("Boot of n1");
    var other = run(Samples.BOOT, "boot", "critical-chain", "-o", "svg");
    assertThat(other.exit()).isEqualTo(Exit.USAGE);
    assertThat(other.err()).contains("only 'boot report' and 'boot plan' can be drawn as svg");
  }

  @Test
  void anEarlierBootIsAskedForByItsNumber() {
    run(Samples.BOOT, "boot", "report", "--boot", "7");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/boot/7");
  }

  @Test
  void theChainSaysWhenEachBeganAndWhatItTook() {
    assertThat(run(Samples.BOOT, "boot", "critical-chain").out())
        .endsWith(
            "api              @1.500 s +0.500 s, is starting\n"
                + "database         @0.500 s +0.800 s, waited 0.500 s for a place,"
                + " rested 0.200 s between 2 attempts\n");
  }

  @Test
  void aComponentSaysWhyItIsAsItIs() {
    assertThat(run(Samples.BOOT, "boot", "why", "api").out())
        .startsWith("api (services, critical) is starting since 2026-11-25T10:00:01Z\n")
        .containsPattern("needs +database \\(up\\); the last of them was database, at 1.500 s")
        .containsPattern("without it +the node cannot do without it, .*: no requests are served");
    assertThat(run(Samples.BOOT, "boot", "why", "database").out())
        .containsPattern("reason +refused")
        .contains("in 2 attempts")
        .containsPattern("needs +nothing")
        .containsPattern("needed by +api \\(starting\\)");
  }

  @Test
  void oneThatRestsSaysWhatToDoAndWhenItIsTriedAgain() {
    assertThat(run(RESTING, "boot", "why", "cache").out())
        .startsWith("cache (core, degraded) is resting since 2026-11-25T10:00:04Z\n")
        .containsPattern("what to do +Start Redis\\.")
        .containsPattern("next attempt +2026-11-25T10:00:12Z")
        .containsPattern("without it +answers are kept in memory\n");
    assertThat(run(RESTING, "boot", "why", "api").out())
        .containsPattern("waits for +a place: as many as may are starting");
  }

  @Test
  void anUnknownComponentIsGuessed() {
    var unknown = run(Samples.BOOT, "boot", "why", "databse");
    assertThat(unknown.exit()).isEqualTo(Exit.NOT_FOUND);
    assertThat(unknown.err())
        .contains("no component 'databse'; did you mean 'database'?; there are database, api");
  }

  @Test
  void theHistoryFlagsWhatTookLonger() {
    var result = run("{\"items\":[" + Samples.PAST_BOOT + "]}", "boot", "history");
    assertThat(result.out())
        .containsPattern("BOOT +AT +OUTCOME +READY")
        .containsPattern(
            "7 +2026-11-25T10:00:00Z +ready +2\\.500 s +2\\.000 s +3\\.000 s +parallel"
                + " +database > api +cache +slower: in all 2\\.000 s \\(usually 1\\.000 s\\),"
                + " slower: database 1\\.000 s \\(usually 0\\.250 s\\)");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/boot/history");
    assertThat(
            run("{\"items\":[" + Samples.PAST_BOOT + "]}", "boot", "history", "-o", "json").out())
        .contains("\"usualSeconds\" : 0.25");
  }

  @Test
  void aPlanIsMadeByTheNodesProgram() {
    var result = cli.run("boot", "plan", "--id", "n1");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("run './novacron boot plan'");
    assertThat(cli.run("help", "boot").out()).contains("plan", "history", "critical-chain");
  }
}
