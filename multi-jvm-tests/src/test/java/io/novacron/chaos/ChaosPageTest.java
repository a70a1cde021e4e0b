package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of docs/chaos.md without a node; {@link ChaosIT} holds its rows. */
class ChaosPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

  private static String page() throws IOException {
    return Files.readString(ChaosTable.document());
  }

  @Test
  void everyDependencyHasARowForEveryTrouble() throws IOException {
    List<String> sections = List.of(page().split("(?m)^## ", -1));
    for (String dependency : ChaosTable.DEPENDENCIES) {
      assertThat(sections)
          .filteredOn(section -> section.startsWith(dependency + "\n"))
          .singleElement()
          .satisfies(section ->
              assertThat(ChaosTable.TROUBLES)
                  .allSatisfy(trouble -> assertThat(section).contains("\n| " + trouble)));
    }
  }

  @Test
  void whatStandsAroundTheTablesIsWhatTheTestWrites() throws IOException {
    assertThat(page()).startsWith(ChaosTable.part("before")).endsWith(ChaosTable.part("after"));
  }

  @Test
  void everyTestThatItNamesIsThere() throws IOException {
    List<String> named =
        TEST.matcher(page()).results().map(found -> found.group(1) + ".java").toList();
    assertThat(named).contains("BootIT.java");
    try (var files = Files.walk(ChaosTable.root())) {
      List<String> sources =
          files
              .filter(file -> file.toString().contains("/src/test/"))
              .map(Path::getFileName)
              .map(Path::toString)
              .toList();
      assertThat(sources).containsAll(named);
    }
  }
}
