package io.novacron.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.PastBootResource;
import io.novacron.client.resource.RegressionResource;
import io.novacron.init.BootFigures;
import io.novacron.init.BootHistory;
import io.novacron.init.Regression;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A boot as it is kept: one line of JSON.
 *
 * @param version of the format; entries of another one are passed over
 * @param boot its number, from 1
 * @param outcome one of those of {@link PastBootResource}
 * @param readySeconds from the start of the process; null unless it was ready
 * @param report how it went; null as long as it goes on
 */
record BootEntry(
    int version,
    int boot,
    Instant at,
    String outcome,
    String reason,
    boolean oneByOne,
    @Nullable Double readySeconds,
    @Nullable BootResource report) {
  static final int VERSION = 1;

  private static final double SECOND = 1e9;

  /** One that begins. */
  static BootEntry begun(int boot, Instant at, boolean oneByOne) {
    return new BootEntry(VERSION, boot, at, PastBootResource.BOOTING, "", oneByOne, null, null);
  }

  /** This one when it has come to its end. */
  BootEntry ended(
      String as, String why, @Nullable Double readyAfterSeconds, BootResource lastReport) {
    return new BootEntry(VERSION, boot, at, as, why, oneByOne, readyAfterSeconds, lastReport);
  }

  /** This one when nobody knows how it ended: its process did. */
  BootEntry abandoned() {
    return outcome.equals(PastBootResource.BOOTING)
        ? new BootEntry(
            VERSION,
            boot,
            at,
            PastBootResource.INTERRUPTED,
            "the process ended before the boot did",
            oneByOne,
            null,
            null)
        : this;
  }

  /** The entry in {@code line}; empty when it is torn, or of another version. */
  static Optional<BootEntry> parse(String line) {
    try {
      var entry = Json.lenient().readValue(line, BootEntry.class);
      boolean known = entry != null && entry.version() == VERSION && entry.at() != null;
      return known ? Optional.of(entry) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  String line() {
    try {
      return Json.lenient().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record can be written", e);
    }
  }

  /** What it took; empty when it was not ready. */
  Optional<BootFigures> figures() {
    BootResource known = report;
    if (!outcome.equals(PastBootResource.READY) || known == null || readySeconds == null) {
      return Optional.empty();
    }
    return Optional.of(
        new BootFigures(
            oneByOne,
            nanos(readySeconds),
            nanos(known.totalSeconds()),
            known.components().stream()
                .collect(
                    Collectors.toMap(
                        BootComponentResource::name,
                        component -> nanos(component.workSeconds()),
                        (one, _) -> one))));
  }

  /**
   * For users.
   *
   * @param before the boots that this one is compared with
   */
  PastBootResource shown(BootHistory before) {
    BootResource known = Objects.requireNonNullElseGet(report, () -> BootView.none(""));
    return new PastBootResource(
        boot,
        at,
        outcome,
        reason,
        oneByOne,
        readySeconds,
        known.totalSeconds(),
        known.sequentialSeconds(),
        known.criticalSeconds(),
        known.criticalPath(),
        known.without(),
        regressions(before));
  }

  private List<RegressionResource> regressions(BootHistory before) {
    return figures().stream()
        .flatMap(own -> before.regressions(own).stream())
        .map(BootEntry::shown)
        .toList();
  }

  private static RegressionResource shown(Regression regression) {
    return new RegressionResource(
        regression.component(), regression.tookNanos() / SECOND, regression.usualNanos() / SECOND);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * SECOND);
  }
}
