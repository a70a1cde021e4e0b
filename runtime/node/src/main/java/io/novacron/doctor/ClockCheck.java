package io.novacron.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Whether the clock can be right: it may lag behind nothing that was written here before. */
final class ClockCheck implements Check {
  /** Enough to meet one that was written lately. */
  private static final int MOST_FILES = 200;

  private final Path data;

  ClockCheck(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> look() {
    return List.of(ClockJudgement.plausible(Instant.now(), newest()));
  }

  /** When the youngest file of the data folder was written. */
  private Instant newest() {
    try (Stream<Path> files = Files.list(data)) {
      return files
          .limit(MOST_FILES)
          .map(ClockCheck::written)
          .max(Instant::compareTo)
          .orElse(Instant.EPOCH);
    } catch (IOException _) {
      return Instant.EPOCH;
    }
  }

  private static Instant written(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException _) {
      return Instant.EPOCH;
    }
  }
}
