package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import io.novacron.client.resource.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmCommandsTest {
  private static final String PAGE = "{\"items\":[" + Samples.VM + "," + Samples.VM + "]}";

  @TempDir Path folder;

  private final Cli cli = Cli.always(200, Samples.VM);

  @AfterEach
  void end() {
    cli.close();
  }

  private void answers(int status, String json) {
    cli.server.answer(request -> FakeServer.json(status, json));
  }

  @Test
  void vmsAreListedAsATable() {
    answers(200, PAGE);
    var result = cli.run("vm", "list", "--state", "defined", "--host", "n1", "--label", "a=b");
    assertThat(result.out().lines().toList())
        .hasSize(3)
        .first()
        .asString()
        .matches("NAME +STATE +HOST +CPUS +MIB +DRIVER +ACCELERATOR +VERSION +LABELS");
    assertThat(result.out().lines().toList().get(1))
        .matches("web1 +defined +- +1 +- +- +- +7 +tier=web");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/vms?state=defined&host=n1&label=a%3Db");
  }

  @Test
  void aHostThatIsGoneIsShownAsSuch() {
    answers(
        200,
        PAGE.replace("\"host\":null", "\"host\":\"n1\"")
            .replace("\"hostReachable\":true", "\"hostReachable\":false")
            .replace(
                "\"hostUnreachableSince\":null",
                "\"hostUnreachableSince\":\"2026-11-25T09:00:00.5Z\""));
    assertThat(cli.run("vm", "list").out()).contains("n1 (unreachable since 2026-11-25T09:00:00Z)");
  }

  @ParameterizedTest
  @CsvSource({"json,[ {", "yaml,- name: web1", "ndjson,'{\"name\":\"web1\"'"})
  void vmsAreListedAsDocuments(String format, String beginning) {
    answers(200, PAGE);
    assertThat(cli.run("vm", "list", "-o", format).out()).startsWith(beginning);
  }

  @Test
  void anNdjsonListHasALineForEach() {
    answers(200, PAGE);
    assertThat(cli.run("vm", "list", "-o", "ndjson").out())
        .isEqualTo((Samples.VM + "\n").repeat(2));
  }

  @Test
  void aVmIsShownFieldByField() {
    var result = cli.run("vm", "show", "web1");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).containsPattern("spec\\.cpus +1\n").doesNotContain("accelerator");
  }

  @Test
  void statesAreColouredForAPersonOnly() {
    answers(200, PAGE.replace("defined", "running"));
    assertThat(cli.run("vm", "list").out()).doesNotContain("\u001b");
    cli.terminal = true;
    assertThat(cli.run("vm", "list").out()).contains("\u001b[32mrunning\u001b[0m");
    assertThat(cli.run("vm", "list", "--no-color").out()).doesNotContain("\u001b");
    cli.environment.put("NO_COLOR", "1");
    assertThat(cli.run("vm", "list").out()).doesNotContain("\u001b");
  }

  @Test
  void aVmIsCreatedFromOptions() {
    answers(201, Samples.VM);
    var result =
        cli.run(
            "vm",
            "create",
            "web1",
            "--driver=sim",
            "--cpus=2",
            "--memory=2GiB",
            "--machine=sim-1.0",
            "--cpu-model=sim64",
            "--kernel=/k",
            "--disk=path=/a.img,format=raw,ro,shared=no",
            "--nic=type=tap,device=tap0",
            "--heartbeat=serial",
            "--workload=seed=1,workingSetMiB=8",
            "--label=a=b");
    assertThat(result.out()).isEqualTo("web1 defined, version 7\n");
    assertThat(cli.server.last().body())
        .isEqualTo(
            """
            {"name":"web1","spec":{"driver":"sim","machine":"sim-1.0","cpuModel":"sim64",\
            "heartbeat":"serial","cpus":2,"memoryMiB":2048,"boot":{"type":"kernel",\
            "kernel":"/k","initrd":null,"cmdline":""},"disks":[{"path":"/a.img","format":"raw",\
            "readOnly":true,"shared":false}],"nics":[{"type":"tap","device":"tap0"}],\
            "workload":{"seed":1,"workingSetMiB":8}},"labels":{"a":"b"}}\
            """);
  }

  @Test
  void aVmIsCreatedFromAFileAndOptionsWin() throws Exception {
    answers(201, Samples.VM);
    Path file = folder.resolve("vm.yaml");
    Files.writeString(file, "name: x\nspec: {cpus: 1, memoryMiB: 64}\nlabels: {a: b, c: d}\n");
    cli.run("vm", "create", "--file", file.toString(), "--cpus", "4", "--label", "a=e");
    assertThat(cli.server.last().body())
        .isEqualTo(
            "{\"name\":\"x\",\"spec\":{\"cpus\":4,\"memoryMiB\":64},"
                + "\"labels\":{\"a\":\"e\",\"c\":\"d\"}}");
  }

  @Test
  void aBareSpecComesFromStandardInput() {
    answers(201, Samples.VM);
    cli.input = "{\"cpus\": 3}";
    cli.run("vm", "create", "web1", "-f", "-", "-o", "json");
    assertThat(cli.server.last().body()).contains("\"spec\":{\"cpus\":3}");
  }

  @Test
  void createAndStartUseTwoKeys() {
    cli.server.answer(request ->
        FakeServer.json(202, request.path().contains(":start") ? Samples.OPERATION : Samples.VM));
    var result = cli.run("vm", "create", "web1", "--start", "--host=n1", "--idempotency-key=k");
    assertThat(result.exit()).isZero();
    assertThat(cli.server.lines()).containsExactly("POST /v1/vms", "POST /v1/vms/web1:start");
    assertThat(cli.server.requests().stream().map(r -> r.header("Idempotency-Key")))
        .containsExactly("k", "k.start");
  }

  @ParameterizedTest
  @CsvSource({
    "--file=/no/such/file,cannot read /no/such/file",
    "--disk=path=/a;ro=maybe,ro is true or false",
    "--workload=seed=x,seed is a whole number",
    "--memory=lots,is not an amount",
    "--memory=5parsec,is not a size",
    "--cpus=x,--cpus",
    "--frobnicate,Unknown option",
  })
  void wrongWordsAreUsageErrors(String word, String complaint) {
    var result = cli.run("vm", "create", "web1", word.replace(';', ','));
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains(complaint);
    assertThat(cli.server.requests()).isEmpty();
  }

  @Test
  void aFileWithoutNameOrSpecIsAUsageError() {
    assertThat(cli.run("vm", "create").err()).contains("a name is needed");
    cli.input = "[1]";
    assertThat(cli.run("vm", "create", "a", "-f", "-").err()).contains("holds no spec");
    cli.input = "a: [";
    assertThat(cli.run("vm", "create", "a", "-f", "-").err()).contains("neither JSON nor YAML");
  }

  @Test
  void verbsBecomeRequests() {
    answers(202, Samples.OPERATION);
    assertThat(cli.run("vm", "start", "web1", "--host=n1").out())
        .isEqualTo("migrate of web1 running (operation web1.5)\n");
    assertThat(cli.server.last().body()).isEqualTo("{\"host\":\"n1\"}");
    cli.run("vm", "stop", "web1", "--grace", "1m");
    assertThat(cli.server.last().body()).isEqualTo("{\"graceSeconds\":60}");
    cli.run("vm", "pause", "web1", "--idempotency-key=k", "--if-match=7");
    assertThat(cli.server.last().header("If-Match")).isEqualTo("\"7\"");
    assertThat(cli.server.last().header("Idempotency-Key")).isEqualTo("k");
    cli.run("vm", "resume", "web1");
    assertThat(cli.server.last().line()).isEqualTo("POST /v1/vms/web1:resume");
    cli.run("vm", "migrate", "web1", "--to", "n2", "--max-pause", "200ms");
    assertThat(cli.server.last().body()).isEqualTo("{\"target\":\"n2\",\"maxPauseMillis\":200}");
    cli.run("vm", "delete", "web1", "--force");
    assertThat(cli.server.last().line()).isEqualTo("DELETE /v1/vms/web1?force=true");
  }

  @Test
  void labelsAreMergedIntoTheVersionThatWasRead() {
    var result = cli.run("vm", "label", "web1", "a=b", "tier-");
    assertThat(result.exit()).isZero();
    assertThat(cli.server.lines()).containsExactly("GET /v1/vms/web1", "PATCH /v1/vms/web1");
    assertThat(cli.server.last().body()).isEqualTo("{\"labels\":{\"a\":\"b\"}}");
    assertThat(cli.server.last().header("If-Match")).isEqualTo("\"7\"");
    assertThat(cli.run("vm", "label", "web1", "nonsense").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void theConsoleIsShownAsItIs() {
    cli.server.answer(request -> FakeServer.text("login: "));
    assertThat(cli.run("vm", "console", "web1").out()).isEqualTo("login: ");
    assertThat(cli.server.last().line()).isEqualTo("GET /v1/vms/web1/console?bytes=65536");
  }

  @Test
  void statisticsAreShown() {
    answers(200, Samples.STATISTICS);
    assertThat(cli.run("vm", "stats", "web1").out()).contains("residentBytes");
  }

  @Test
  void severalServersAreTriedInTurn() {
    var result =
        cli.run("vm", "show", "web1", "--server", FakeServer.nobody() + "," + cli.server.address());
    assertThat(result.exit()).isZero();
    cli.environment.put("NOVACRON_SERVER", FakeServer.nobody() + "," + cli.server.address());
    assertThat(cli.run("vm", "show", "web1").exit()).isZero();
    assertThat(cli.server.lines()).isEqualTo(List.of("GET /v1/vms/web1", "GET /v1/vms/web1"));
  }

  @Test
  void watchingShowsAgainUntilInterrupted() {
    cli.terminal = true;
    cli.server.answer(request -> {
      if (cli.server.requests().size() == 3) {
        watcher.interrupt();
      }
      return FakeServer.json(200, PAGE);
    });
    assertThat(cli.run("vm", "list", "--watch", "--interval=1ms").exit()).isIn(0, 1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(cli.server.requests()).hasSizeGreaterThanOrEqualTo(3);
  }

  private final Thread watcher = Thread.currentThread();
}
