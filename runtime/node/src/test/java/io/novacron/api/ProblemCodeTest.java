package io.novacron.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.resource.Problem;
import io.novacron.control.Refusal;
import io.novacron.vm.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCodeTest {
  private static final Asked ASKED = new Asked("POST /v1/vms/{}:start", "web1", "r-1");

  @Test
  void theTableIsThatOfTheDocumentation() throws IOException {
    String docs = Files.readString(Path.of("../../docs/api.md"));
    var rows = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d+) \\|").matcher(docs).results();

    assertThat(rows.map(row -> row.group(1) + " " + row.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ProblemCode.values()).map(c -> c.code() + " " + c.status()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsAProblemOfTheSameName(Refusal.Code code) {
    Problem problem = Problems.of(new Refusal(code, "because"), ASKED);

    assertThat(problem.code())
        .isEqualTo(code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    assertThat(problem.type()).isEqualTo("https://novacron.io/problems/" + problem.code());
    assertThat(problem.detail()).isEqualTo("because");
    assertThat(problem.action()).isNotBlank();
  }

  @Test
  void wrappingsAreTakenOff() {
    var wrapped =
        new CompletionException(new CompletionException(new Refusal(Refusal.Code.BUSY, "moving")));

    assertThat(Problems.of(wrapped, ASKED).code()).isEqualTo("busy");
    assertThat(Problems.of(new TimeoutException(), ASKED).code()).isEqualTo("timed-out");
  }

  @Test
  void aFaultSaysNothingButUnderWhichNameItIsLogged() {
    Problem problem = Problems.of(new IllegalStateException("secret"), ASKED);

    assertThat(problem.code()).isEqualTo("internal");
    assertThat(problem.toString()).contains("r-1").doesNotContain("secret", "Illegal");
  }

  @Test
  void everyViolationIsListed() {
    var invalid =
        new InvalidSpecException(
            List.of(
                new InvalidSpecException.Violation("cpus", "too few"),
                new InvalidSpecException.Violation("name", "too long")));

    Problem problem = Problems.of(invalid, ASKED);

    assertThat(problem.detail()).isEqualTo("cpus: too few (and 1 more)");
    assertThat(problem.violations())
        .containsExactly(
            new Problem.Violation("cpus", "too few"), new Problem.Violation("name", "too long"));
  }

  @Test
  void adviceFitsWhatWasAsked() {
    var delete = new Asked("DELETE /v1/vms/{}", "web1", "r-1");

    assertThat(action(Refusal.Code.WRONG_STATE, "is running", delete)).contains("?force=true");
    assertThat(action(Refusal.Code.WRONG_STATE, "is running", ASKED)).contains("GET /v1/vms/web1");
    assertThat(action(Refusal.Code.BUSY, "moving", ASKED)).contains("GET /v1/vms/web1", ":cancel");
    assertThat(action(Refusal.Code.NOT_FOUND, "no VM", ASKED)).contains("GET /v1/vms ");
    assertThat(action(Refusal.Code.CANNOT_MIGRATE, "disk /d is local to its host", ASKED))
        .contains("shared");
    assertThat(action(Refusal.Code.CANNOT_MIGRATE, "n2 has no CPU model x", ASKED))
        .contains("offers the same");
    assertThat(action(Refusal.Code.CANNOT_MIGRATE, "n2 is unreachable", ASKED)).contains("back");
    assertThat(action(Refusal.Code.CANNOT_MIGRATE, "n2 has 5 MiB free", ASKED)).contains("room");
    assertThat(action(Refusal.Code.CANNOT_MIGRATE, "it is there already", ASKED))
        .contains("another target");
  }

  private static String action(Refusal.Code code, String detail, Asked asked) {
    return String.valueOf(Problems.of(new Refusal(code, detail), asked).action());
  }
}
