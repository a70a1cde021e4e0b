package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of docs/chaos.md. */
final class ChaosTable {
  /** Its sections. */
  static final List<String> DEPENDENCIES = List.of("Database", "Cache", "ML engine", "Discovery");

  /** What the rows of each section begin with. */
  static final List<String> TROUBLES =
      List.of("down at boot", "lost in operation", "slow", "back again");

  private final List<Cell> cells = new ArrayList<>();

  void add(String dependency, String trouble, String does, String time, String sees) {
    cells.add(new Cell(dependency, trouble, does, time, sees));
  }

  /** Writes what was measured, and holds the document to all of it but the times. */
  void check() throws IOException {
    String text = text();
    Files.writeString(root().resolve("multi-jvm-tests/target/chaos.md"), text);
    if (Boolean.getBoolean("novacron.regenerate")) {
      Files.writeString(document(), text);
    }
    assertThat(lasting(Files.readString(document())))
        .as("docs/chaos.md; with -Dnovacron.regenerate=true this test writes it")
        .isEqualTo(lasting(text));
  }

  private static String lasting(String text) {
    return text.lines().map(Cell::lasting).collect(Collectors.joining("\n"));
  }

  private String text() throws IOException {
    return part("before")
        + DEPENDENCIES.stream().map(this::section).collect(Collectors.joining("\n"))
        + part("after");
  }

  /** What is in the page {@code before} the tables, and {@code after} them. */
  static String part(String name) throws IOException {
    try (var in = ChaosTable.class.getResourceAsStream("chaos-" + name + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String section(String dependency) {
    Stream<String> head =
        Stream.of(
            "## " + dependency,
            "",
            "| trouble | what the node does | how long until it serves | what a user sees |",
            "|---|---|---|---|");
    return Stream.concat(head, rows(dependency)).collect(Collectors.joining("\n", "", "\n"));
  }

  /** Each kind of trouble, and what begins with its name: some have several faces. */
  private Stream<String> rows(String dependency) {
    return TROUBLES.stream()
        .flatMap(trouble -> {
          List<Cell> found =
              cells.stream()
                  .filter(c -> c.dependency().equals(dependency))
                  .filter(c -> c.trouble().startsWith(trouble))
                  .toList();
          assertThat(found).as(dependency + ", " + trouble).isNotEmpty();
          return found.stream().map(Cell::row);
        });
  }

  static Path document() {
    return root().resolve("docs/chaos.md");
  }

  /** The repository's. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not run inside the repository");
    }
    return folder;
  }
}
