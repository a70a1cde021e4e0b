package io.novacron.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How sources and documents look. */
class SourcesTest {
  private static final int MOST_LINES = 400;
  private static final Pattern TEST_METHOD =
      Pattern.compile(
          "@(?:Test|Property|ParameterizedTest|RepeatedTest)\\b[^;{}]*?\\bvoid\\s+(\\w+)\\s*\\(");
  private static final Pattern SENTENCE = Pattern.compile("[a-z]+[a-z0-9]*([A-Z0-9][a-z0-9]*){2,}");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

  private static Stream<Path> tests() {
    return House.sources().stream().filter(file -> file.toString().contains("/src/test/"));
  }

  private static List<String> testsIn(Path file) {
    return TEST_METHOD.matcher(House.read(file)).results().map(m -> m.group(1)).toList();
  }

  @Test
  void noSourceIsLongerThanAnybodyReads() {
    assertThat(House.sources())
        .allSatisfy(file ->
            assertThat(House.read(file).lines().count())
                .as(House.name(file))
                .isLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void theNameOfATestIsASentence() {
    List<String> others = new ArrayList<>();
    tests()
        .forEach(file ->
            testsIn(file).stream()
                .filter(name -> !SENTENCE.matcher(name).matches())
                .forEach(name -> others.add(House.name(file) + ": " + name)));
    assertThat(others).isEmpty();
  }

  @Test
  void aClassWithTestsHasANameByWhichTheBuildFindsIt() {
    assertThat(tests().filter(file -> !testsIn(file).isEmpty()))
        .allSatisfy(file -> {
          String name = file.getFileName().toString().replace(".java", "");
          boolean isAbstract = House.read(file).contains("abstract class " + name);
          assertThat(isAbstract || name.endsWith("Test") || name.endsWith("IT"))
              .as(House.name(file))
              .isTrue();
        });
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNothingIsNullUnmarked() {
    assertThat(House.sources().stream().map(Path::getParent).distinct())
        .allSatisfy(folder -> {
          Path info = folder.resolve("package-info.java");
          assertThat(info).exists();
          assertThat(House.read(info)).contains("@NullMarked");
          if (info.toString().contains("/src/main/")) {
            assertThat(House.read(info)).as(House.name(info)).contains("/**");
          }
        });
  }

  @Test
  void noModuleHasAMockingLibrary() {
    assertThat(House.files("pom.xml"))
        .allSatisfy(pom -> assertThat(House.read(pom)).doesNotContainIgnoringCase("mock"));
  }

  @Test
  void everyLinkOfADocumentLeadsSomewhere() {
    List<String> dead = new ArrayList<>();
    House.files(".md")
        .forEach(file ->
            LINK.matcher(House.read(file))
                .results()
                .map(MatchResult::group)
                .map(link -> link.replaceAll("^\\]\\(|#.*|\\)$", ""))
                .filter(link -> !link.contains("://") && !link.isEmpty())
                .filter(link -> Files.notExists(file.resolveSibling(link)))
                .forEach(link -> dead.add(House.name(file) + " -> " + link)));
    assertThat(dead).isEmpty();
  }

  @Test
  void everyDecisionIsInTheIndex() {
    Path folder = House.ROOT.resolve("docs/adr");
    assertThat(
            House.files(".md")
                .filter(file -> file.startsWith(folder))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("\\d{4}-.*")))
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(House.read(folder.resolve("README.md"))).contains("(" + name + ")"));
  }
}
