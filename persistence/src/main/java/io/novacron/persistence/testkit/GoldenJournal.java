package io.novacron.persistence.testkit;

import io.novacron.persistence.EventFormat;
import io.novacron.persistence.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A file with the bytes of every event version ever written, one per line: {@code kind TAB version
 * TAB base64 of the bytes TAB what they mean as JSON}. Lines are added, never removed.
 *
 * <p>With {@code -Dnovacron.regenerate=true} the samples that are not in the file yet are appended,
 * and the JSON of lines of older versions is brought to what the upcasters make of them: the
 * difference is to be read before it is committed.
 */
public final class GoldenJournal {
  private static final String HEADER =
      "# Events once written, to be readable for ever: kind, version, bytes, meaning. Do not edit.";

  private final Path file;
  private final EventFormat format;

  private GoldenJournal(Path file, EventFormat format) {
    this.file = file;
    this.format = format;
  }

  /** The golden journal of {@code format} in {@code file}, which need not exist yet. */
  public static GoldenJournal in(Path file, EventFormat format) {
    return new GoldenJournal(file, format);
  }

  /**
   * Checks that every line still means what it meant, that today's version of every type is among
   * them, and that it is written today as it was then.
   *
   * @param samples events to append when regenerating; at least one of every type
   * @throws AssertionError with all problems
   */
  public void check(Collection<?> samples) {
    if (Boolean.getBoolean("novacron.regenerate")) {
      regenerate(samples);
    }
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new AssertionError(file + ":\n" + String.join("\n", problems));
    }
  }

  /** All that is wrong; empty when nothing is. */
  public List<String> problems() {
    List<GoldenLine> lines = lines();
    var problems = new ArrayList<String>();
    lines.forEach(line -> line.problem(format).ifPresent(problems::add));
    for (EventType type : format.types()) {
      if (lines.stream().noneMatch(line -> line.isOf(type))) {
        problems.add(
            type.manifest() + " has no line: run the test with -Dnovacron.regenerate=true");
      }
    }
    return problems;
  }

  /** Appends those of {@code samples} that the file does not have. */
  public void regenerate(Collection<?> samples) {
    var lines = new ArrayList<GoldenLine>();
    lines().forEach(line -> lines.add(line.reread(format)));
    for (Object sample : samples) {
      GoldenLine line = GoldenLine.of(sample, format);
      if (!lines.contains(line)) {
        lines.add(line);
      }
    }
    write(lines);
  }

  private List<GoldenLine> lines() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var text = Files.lines(file)) {
      return text.filter(line -> !line.startsWith("#")).map(GoldenLine::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<GoldenLine> lines) {
    var text = new ArrayList<String>();
    text.add(HEADER);
    lines.forEach(line -> text.add(line.text()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
