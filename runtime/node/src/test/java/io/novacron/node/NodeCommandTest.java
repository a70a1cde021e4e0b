package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCommandTest {
  private record Result(int exit, String out, String err) {}

  private static Result run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        NodeCommand.named("novacron try", "Tries.")
            .withOutput("table, json or svg.")
            .with("more", "THING", "Something else.")
            .execute(
                (settings, line) -> {
                  var _ = NodeCommand.form(line, PlanForm.class);
                  return settings.id().length();
                },
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theWorkIsDoneWithTheSettings() {
    Result result = run("--id", "four", "--set", "system.site=a", "-o", "JSON", "--more=x");

    assertThat(result).isEqualTo(new Result(4, "", ""));
  }

  @Test
  void theLastOfTheSameCounts() {
    assertThat(run("--id", "one", "--id=seventh").exit()).isEqualTo("seventh".length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sed x|no such option: --sed",
        "--se x|no such option: --se",
        "stray|not an option: 'stray'",
        "--id|Missing argument for option: id",
        "--set system.id|--set: must be KEY=VALUE, got 'system.id'",
        "--set system.idd=a|did you mean",
        "--train=wrong|--train: no such kind: wrong",
        "--peer-route n2|--peer-route: must be ID=HOST:PORT, got 'n2'",
        "--peer-route n2=host|--peer-route: must be ID=HOST:PORT, got 'host'",
        "-o yaml|-o: must be one of table, json, svg, got 'yaml'"
      })
  void aWrongLineIsRefusedWithWhatIsWrong(String line, String said) {
    Result result = run(line.split(" ", -1));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains(said).contains("novacron try --help");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void itsHelpListsWhatIsForPeople() {
    Result result = run("--help");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("novacron try", "--database-url", "--more", "Tries.");
    assertThat(result.out()).doesNotContain("--train", "--failpoints");
  }

  @Test
  void embeddersHearOfAWrongLineToo() {
    assertThatThrownBy(() -> NodeCommand.parse("--nope"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--nope");
  }
}
