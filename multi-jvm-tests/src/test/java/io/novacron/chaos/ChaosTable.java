package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of docs/chaos.md. */
final class ChaosTable {
  private static final List<String> TROUBLES =
      List.of("down at boot", "lost in operation", "slow", "back again");

  private final List<Cell> cells = new ArrayList<>();

  void add(String dependency, String trouble, String does, String time, String sees) {
    cells.add(new Cell(dependency, trouble, does, time, sees));
  }

  /** Writes what was measured, and holds the document to all of it but the times. */
  void check(List<String> dependencies) throws IOException {
    String text = text(dependencies);
    Files.writeString(root().resolve("multi-jvm-tests/target/chaos.md"), text);
    Path document = root().resolve("docs/chaos.md");
    if (Boolean.getBoolean("novacron.regenerate")) {
      Files.writeString(document, text);
    }
    assertThat(lasting(Files.readString(document)))
        .as("docs/chaos.md; with -Dnovacron.regenerate=true this test writes it")
        .isEqualTo(lasting(text));
  }

  private static String lasting(String text) {
    return text.lines().map(Cell::lasting).collect(Collectors.joining("\n"));
  }

  private String text(List<String> dependencies) throws IOException {
    return part("before")
        + dependencies.stream().map(this::section).collect(Collectors.joining("\n"))
        + part("after");
  }

  private static String part(String name) throws IOException {
    try (var in = ChaosTable.class.getResourceAsStream("chaos-" + name + ".md")) {
      return new String(
          Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private String section(String dependency) {
    Stream<String> head =
        Stream.of(
            "## " + dependency,
            "",
            "| trouble | what the node does | how long until it serves | what a user sees |",
            "|---|---|---|---|");
    Stream<String> rows = TROUBLES.stream().map(trouble -> cell(dependency, trouble).row());
    return Stream.concat(head, rows).collect(Collectors.joining("\n", "", "\n"));
  }

  /** There has to be one. */
  private Cell cell(String dependency, String trouble) {
    List<Cell> found =
        cells.stream()
            .filter(c -> c.dependency().equals(dependency) && c.trouble().equals(trouble))
            .toList();
    assertThat(found).as(dependency + ", " + trouble).hasSize(1);
    return found.getFirst();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not run inside the repository");
    }
    return folder;
  }
}
