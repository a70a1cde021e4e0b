package io.novacron.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.client.resource.Json;
import io.novacron.init.BootHistory;
import io.novacron.init.BootHistory.Entry;
import io.novacron.init.BootReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last boots of a node, a line of JSON each in its data folder. A line that was torn by a crash
 * is left out; a file that cannot be written keeps no node from starting.
 */
final class BootHistoryFile {
  private static final Logger LOG = LoggerFactory.getLogger(BootHistoryFile.class);
  private static final double SECOND = 1e9;

  /** Boots that are kept at least; at twice as many the older ones go. */
  static final int KEPT = 50;

  private final Path file;

  BootHistoryFile(Path data) {
    this.file = data.resolve("boots.ndjson");
  }

  /** Writes down how a boot went. */
  synchronized void add(String outcome, boolean parallel, BootReport report) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String line = Json.lenient().writeValueAsString(entry(outcome, parallel, report)) + "\n";
      // After a torn line, which must not tear this one, too.
      String begin = endsTorn() ? "\n" : "";
      Files.writeString(file, begin + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      shorten();
    } catch (IOException e) {
      LOG.warn("this boot cannot be written down in {}", file, e);
    }
  }

  private static Entry entry(String outcome, boolean parallel, BootReport report) {
    Map<String, Double> work = new LinkedHashMap<>();
    report.lines().forEach(line -> work.put(line.name(), line.workNanos() / SECOND));
    return new Entry(
        Instant.now(),
        outcome,
        report.totalNanos() / SECOND,
        report.sequentialNanos() / SECOND,
        parallel,
        report.criticalPath(),
        report.without(),
        work);
  }

  private boolean endsTorn() throws IOException {
    return Files.exists(file) && Files.size(file) > 0 && !Files.readString(file).endsWith("\n");
  }

  private void shorten() throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() >= 2 * KEPT) {
      Path next = file.resolveSibling("boots.ndjson.next");
      Files.write(next, lines.subList(lines.size() - KEPT, lines.size()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** What is there, the oldest first. */
  synchronized BootHistory read() {
    try (Stream<String> lines = Files.lines(file)) {
      List<Entry> entries = new ArrayList<>();
      lines.map(BootHistoryFile::entry).flatMap(Optional::stream).forEach(entries::add);
      return new BootHistory(entries);
    } catch (NoSuchFileException e) {
      return new BootHistory(List.of());
    } catch (IOException e) {
      LOG.warn("earlier boots cannot be read from {}", file, e);
      return new BootHistory(List.of());
    }
  }

  private static Optional<Entry> entry(String line) {
    try {
      return Optional.of(Json.lenient().readValue(line, Entry.class));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
