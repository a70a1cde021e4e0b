package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import io.novacron.client.resource.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  /** A row of the table in docs/api.md: code, status, exit. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| (\\d+) \\| (\\d) \\|", Pattern.MULTILINE);

  private final Cli cli = Cli.always(200, "{}");

  @AfterEach
  void end() {
    cli.close();
  }

  private Cli.Result refused(FakeServer.Reply reply, String... args) {
    cli.server.answer(request -> reply);
    return cli.run(args);
  }

  static Stream<Arguments> documentedCodes() throws IOException {
    String table = Files.readString(Path.of("../../docs/api.md"));
    List<Arguments> rows = ROW.matcher(table).results().map(FailuresTest::row).toList();
    assertThat(rows).hasSizeGreaterThan(15);
    return rows.stream();
  }

  private static Arguments row(MatchResult row) {
    return Arguments.of(
        row.group(1), Integer.parseInt(row.group(2)), Integer.parseInt(row.group(3)));
  }

  @ParameterizedTest
  @MethodSource("documentedCodes")
  void everyCodeExitsAsDocumented(String code, int status, int exit) {
    assertThat(Exit.of(Problem.of(status, code, "", "", "", false))).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource({"404,3", "409,4", "412,4", "418,2", "504,6", "599,1"})
  void aCodeOfANewerServerExitsByItsStatus(int status, int exit) {
    assertThat(Exit.of(Problem.of(status, "new", "", "", "", false))).isEqualTo(exit);
  }

  @Test
  void aProblemSaysWhatWhereAndWhatToDo() {
    var result = refused(FakeServer.problem(409, "busy", true), "vm", "pause", "web1");
    assertThat(result.exit()).isEqualTo(Exit.CONFLICT);
    assertThat(result.err())
        .isEqualTo(
            """
            novacron: it is so (busy)
              do this
              answered by %s, request r-1
            """
                .formatted(cli.server.address()));
    assertThat(result.out()).isEmpty();
  }

  @Test
  void allViolationsAreListed() {
    String body =
        "{\"code\":\"invalid-spec\",\"status\":422,\"detail\":\"no\",\"violations\":[{\"field\":\"cpus\",\"problem\":\"too"
            + " many\"},{\"field\":\"disks\",\"problem\":\"x\"}]}";
    var reply = FakeServer.body(422, "application/problem+json", body);
    var result = refused(reply, "vm", "create", "web1");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("  cpus: too many\n  disks: x\n");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithTheRemedy() {
    String nobody = FakeServer.nobody();
    var result = cli.run("vm", "list", "--server", nobody);
    assertThat(result.exit()).isEqualTo(Exit.INTERNAL);
    assertThat(result.err()).contains(nobody).contains("./novacron start").contains("--server");
  }

  @Test
  void whatIsInDoubtIsSaidToBe() {
    var result = refused(FakeServer.silence(), "cluster", "leave", "n1");
    assertThat(result.err()).contains("may have arrived", "ask https:// there");
  }

  @Test
  void anotherKindOfServerIsSuspected() {
    var result = refused(FakeServer.json(200, "<html>"), "node", "list");
    assertThat(result.exit()).isEqualTo(Exit.INTERNAL);
    assertThat(result.err()).contains("names a NovaCron node");
  }

  @Test
  void addressesAndKeysAreChecked() {
    assertThat(cli.run("vm", "list", "--server", "ftp://x").exit()).isEqualTo(Exit.USAGE);
    assertThat(cli.run("vm", "pause", "a", "--idempotency-key=ü").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void theStackIsShownWhenAskedFor() {
    var result = refused(FakeServer.json(200, "<html>"), "node", "list", "--stacktrace");
    assertThat(result.err()).contains("\tat io.novacron.client");
  }

  @Test
  void anInterruptIsReported() {
    Thread.currentThread().interrupt();
    var result = cli.run("node", "list");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.err()).contains("interrupted");
  }
}
