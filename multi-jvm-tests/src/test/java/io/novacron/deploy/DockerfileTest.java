package io.novacron.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile's instructions, as far as they can be judged without a base image. */
class DockerfileTest {
  private static final Set<String> KNOWN =
      Set.of(
          "ARG",
          "FROM",
          "WORKDIR",
          "COPY",
          "RUN",
          "USER",
          "ENV",
          "VOLUME",
          "EXPOSE",
          "STOPSIGNAL",
          "HEALTHCHECK",
          "ENTRYPOINT",
          "CMD");

  private static final List<Instruction> INSTRUCTIONS = instructions();

  private record Instruction(String word, String rest) {}

  /** Lines that end in a backslash go on in the next one. */
  private static List<Instruction> instructions() {
    String text =
        Repository.read(Repository.deploy("docker/Dockerfile"))
            .replaceAll("(?m)^#.*\\R", "")
            .replace("\\\n", " ");
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.strip().split("\\s+", 2))
        .map(parts -> new Instruction(parts[0], parts[1].replaceAll("\\s+", " ")))
        .toList();
  }

  /** Those of the image that is run: after the last FROM. */
  private static List<Instruction> last(String word) {
    List<Instruction> found = new ArrayList<>();
    for (Instruction instruction : INSTRUCTIONS) {
      if (instruction.word().equals("FROM")) {
        found.clear();
      }
      if (instruction.word().equals(word)) {
        found.add(instruction);
      }
    }
    return found;
  }

  private static String one(String word) {
    assertThat(last(word)).as(word).hasSize(1);
    return last(word).getFirst().rest();
  }

  @Test
  void itHasKnownInstructionsAndTwoStages() {
    assertThat(INSTRUCTIONS).extracting(Instruction::word).allMatch(KNOWN::contains);
    assertThat(INSTRUCTIONS).filteredOn(i -> i.word().equals("FROM")).hasSize(2);
    assertThat(last("COPY")).anyMatch(copy -> copy.rest().startsWith("--from=build "));
  }

  @Test
  void itRunsAsSomebodyWithoutRights() {
    assertThat(one("USER")).matches("[1-9]\\d+:[1-9]\\d+");
    var words = INSTRUCTIONS.stream().map(Instruction::word).toList();
    assertThat(words.lastIndexOf("USER")).isGreaterThan(words.lastIndexOf("RUN"));
  }

  @Test
  void signalsReachTheNodeWithoutAShellInBetween() {
    assertThat(one("ENTRYPOINT"))
        .startsWith("[\"/usr/bin/tini\", \"--\", \"/opt/novacron/java/bin/java\",")
        .endsWith("\"io.novacron.node.Main\"]");
    assertThat(one("STOPSIGNAL")).isEqualTo("SIGTERM");
    assertThat(one("CMD")).startsWith("[\"--config\",");
  }

  @Test
  void theCacheIsMadeWhereItIsUsedAndHealthIsAskedFor() {
    assertThat(last("RUN"))
        .anyMatch(run -> run.rest().equals("/opt/novacron/bin/train /opt/novacron"));
    assertThat(one("HEALTHCHECK")).endsWith("CMD [\"/opt/novacron/bin/healthy\"]");
  }

  @Test
  void whatIsCopiedIsThereAndCanBeRun() {
    assertThat(last("COPY"))
        .filteredOn(copy -> !copy.rest().startsWith("--from"))
        .singleElement()
        .satisfies(copy -> {
          String[] words = copy.rest().split(" ", -1);
          for (int i = 0; i < words.length - 1; i++) {
            assertThat(Repository.ROOT.resolve(words[i])).isExecutable();
          }
        });
  }

  @Test
  void theContextHoldsWhatTheBuildNeeds() {
    List<String> ignored =
        Repository.read(Repository.ROOT.resolve(".dockerignore")).lines().toList();
    assertThat(ignored).contains(".git", "**/target").doesNotContain("deploy", ".mvn", "mvnw");
  }

  @Test
  void aContainerSaysHowManyGuestsEndWithIt(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said");
    var run =
        Repository.run(
            folder.resolve("log"),
            20,
            List.of(
                "env",
                "NOVACRON_LOG_OF_CONTAINER=" + said,
                Repository.deploy("docker/before-stop").toString()));
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(Files.readString(said)).containsPattern("this container stops; \\d+ guests in it");
  }
}
