package io.novacron.init;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What boots of a node took.
 *
 * @param boots those that came to their end, oldest first
 */
public record BootHistory(List<BootFigures> boots) {
  /** Boots that a later one is compared with. */
  private static final int LAST = 10;

  /** One of two says nothing about what is usual. */
  private static final int FEWEST = 3;

  private static final double FACTOR = 1.5;

  /** Less than that nobody notices. */
  private static final long NOTICED_NANOS = Duration.ofMillis(100).toNanos();

  public BootHistory {
    boots = List.copyOf(boots);
  }

  /** What {@code component} usually works in a boot of that kind; empty when none is known. */
  public Optional<Long> usualNanos(boolean oneByOne, String component) {
    return median(oneByOne, boot -> Optional.ofNullable(boot.workNanos().get(component)));
  }

  /** From the start of the process until it was ready, in the last boot one by one. */
  public Optional<Long> oneByOneNanos() {
    return boots.reversed().stream()
        .filter(BootFigures::oneByOne)
        .map(BootFigures::readyNanos)
        .findFirst();
  }

  /**
   * What took more than one and a half times, and more than 100 ms longer than, the median of the
   * last ten boots of its kind; nothing as long as there are fewer than three of them.
   */
  public List<Regression> regressions(BootFigures boot) {
    if (boots.stream().filter(one -> one.oneByOne() == boot.oneByOne()).count() < FEWEST) {
      return List.of();
    }
    List<Regression> found = new ArrayList<>();
    median(boot.oneByOne(), one -> Optional.of(one.totalNanos()))
        .ifPresent(usual -> compare("", boot.totalNanos(), usual, found));
    boot.workNanos().keySet().stream()
        .sorted()
        .forEach(name ->
            usualNanos(boot.oneByOne(), name)
                .ifPresent(
                    usual -> compare(name, boot.workNanos().getOrDefault(name, 0L), usual, found)));
    return found;
  }

  private static void compare(String component, long took, long usual, List<Regression> found) {
    if (took > FACTOR * usual && took - usual > NOTICED_NANOS) {
      found.add(new Regression(component, took, usual));
    }
  }

  private Optional<Long> median(boolean oneByOne, Function<BootFigures, Optional<Long>> figure) {
    List<Long> sorted =
        boots.reversed().stream()
            .filter(boot -> boot.oneByOne() == oneByOne)
            .map(figure)
            .flatMap(Optional::stream)
            .limit(LAST)
            .sorted()
            .toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int half = sorted.size() / 2;
    return Optional.of(
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }
}
