package io.novacron.dwcp.hde.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a stored byte of an entry is worth. Every stored byte saves one on the link if it is still
 * the same, so large entries are worth as much by the byte as small ones. Of a checkpoint 50 to 70
 * % are the same after 2 hours, 20 to 50 % within 24 (Knauth, Fetzer: VeCycle, Middleware 2015): it
 * halves in about a day since it was taken. What is booted from an image has as much of it on any
 * day; it only falls out of use, so a week since it was used counts as much.
 */
final class Worth {
  private static final Duration CHECKPOINT_HALVES = Duration.ofDays(1);
  private static final Duration IMAGE_HALVES = Duration.ofDays(7);

  private Worth() {}

  static double of(Entry entry, Instant now) {
    double halvings =
        switch (entry.label().kind()) {
          case CHECKPOINT -> times(CHECKPOINT_HALVES, entry.kept(), now);
          case IMAGE -> times(IMAGE_HALVES, entry.used(), now);
        };
    return (1 + entry.uses()) * Math.pow(0.5, halvings);
  }

  /** A clock that was set back makes nothing younger than new. */
  private static double times(Duration half, Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toMillis()) / (double) half.toMillis();
  }

  /** What goes first is first. */
  static Comparator<Entry> leastFirst(Instant now) {
    return Comparator.comparingDouble((Entry entry) -> of(entry, now))
        .thenComparing(Entry::used)
        .thenComparing(entry -> entry.id().hex());
  }
}
