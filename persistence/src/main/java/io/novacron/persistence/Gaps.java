package io.novacron.persistence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers that are missing from the journal's order. One may belong to a transaction that has not
 * ended, so it is waited for before it is held to belong to one that failed. Thread-safe.
 */
final class Gaps {
  private static final int REMEMBERED = 1_000;

  /** What was written so long ago was not written beside anything that is still going on. */
  private static final Duration OLD = Duration.ofSeconds(60);

  private final long patienceNanos;
  private final Map<Long, Long> seenNanos =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param patience after which a transaction has ended, whatever came of it
   */
  Gaps(Duration patience) {
    patienceNanos = patience.toNanos();
  }

  /**
   * Whether nothing will ever be found at {@code missing}.
   *
   * @param ageMillis of what was written under a number after it
   */
  synchronized boolean isSettled(long missing, long ageMillis, long nowNanos) {
    if (ageMillis > OLD.toMillis()) {
      return true;
    }
    Long since = seenNanos.putIfAbsent(missing, nowNanos);
    return since != null && nowNanos - since > patienceNanos;
  }
}
