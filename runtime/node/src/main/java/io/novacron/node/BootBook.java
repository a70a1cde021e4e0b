package io.novacron.node;

import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.PastBootResource;
import io.novacron.control.BootDesk;
import io.novacron.control.Refusal;
import io.novacron.init.BootHistory;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how this node boots and has booted. What cannot be read or written of that is logged, and
 * never keeps a node from starting.
 */
final class BootBook implements BootDesk {
  private static final Logger LOG = LoggerFactory.getLogger(BootBook.class);
  private static final double SECOND = 1e9;

  private final String node;
  private final boolean oneByOne;
  private final BootHistoryFile file;
  private final InstantSource clock;
  private final LongSupplier ageNanos;
  private volatile BootResource now;
  private volatile BootEntry entry;
  private volatile Instant begunAt;

  /**
   * The book of a node.
   *
   * @param ageNanos since the start of the process
   */
  BootBook(NodeSettings settings, InstantSource clock, LongSupplier ageNanos) {
    this.node = settings.id();
    this.oneByOne = settings.initialization().atOnce() == 1;
    this.file = BootHistoryFile.in(settings.data());
    this.clock = clock;
    this.ageNanos = ageNanos;
    this.now = BootView.none(node);
    this.begunAt = clock.instant();
    this.entry = BootEntry.begun(1, begunAt, oneByOne);
  }

  /**
   * What {@code boot} returns or throws, and writes down which.
   *
   * @param boot returns when the node is ready
   */
  <T> T keep(Supplier<T> boot) {
    begin();
    try {
      T booted = boot.get();
      end(PastBootResource.READY, "", ageNanos.getAsLong() / SECOND);
      return booted;
    } catch (BootEndedException e) {
      end(PastBootResource.INTERRUPTED, String.valueOf(e.getMessage()), null);
      throw e;
    } catch (RuntimeException e) {
      end(PastBootResource.FAILED, String.valueOf(e.getMessage()), null);
      throw e;
    }
  }

  private void begin() {
    begunAt = clock.instant();
    try {
      entry = BootEntry.begun(file.next(), begunAt, oneByOne);
      file.append(entry);
    } catch (IOException e) {
      LOG.warn("that this boot has begun cannot be written down: {}", e.toString());
    }
  }

  private void end(String outcome, String reason, @Nullable Double ready) {
    entry = entry.ended(outcome, reason, ready, now);
    try {
      file.append(entry);
    } catch (IOException e) {
      LOG.warn("how this boot went cannot be written down: {}", e.toString());
    }
  }

  /** How the boot stands, and what components have thrown. */
  void note(Snapshot snapshot, Map<String, Throwable> failures) {
    now = BootView.of(node, begunAt, snapshot, failures);
  }

  /** From the start of the process until it was ready, in the last boot one by one. */
  Optional<Long> oneByOneNanos() {
    try {
      return file.lastOneByOne()
          .map(BootEntry::readySeconds)
          .filter(Objects::nonNull)
          .map(seconds -> Math.round(seconds * SECOND));
    } catch (IOException e) {
      LOG.warn("the boots before this one cannot be read: {}", e.toString());
      return Optional.empty();
    }
  }

  /** From the start of the process until this boot was ready. */
  long readyNanos() {
    Double ready = entry.readySeconds();
    return ready == null ? ageNanos.getAsLong() : Math.round(ready * SECOND);
  }

  @Override
  public BootResource now() {
    return now;
  }

  @Override
  public List<PastBootResource> history() {
    List<BootEntry> entries = entries();
    List<PastBootResource> shown = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      BootHistory before = BootHistoryFile.historyOf(entries.subList(0, i));
      shown.add(entries.get(i).shown(before));
    }
    return shown.reversed();
  }

  @Override
  public BootResource past(String number) {
    return entries().stream()
        .filter(one -> String.valueOf(one.boot()).equals(number))
        .map(BootEntry::report)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                Refusal.Code.NOT_FOUND,
                "nothing is known of how boot '"
                    + number
                    + "' of this node went; GET /v1/boot/history lists those that are known"));
  }

  private List<BootEntry> entries() {
    BootEntry own = entry;
    List<BootEntry> all = new ArrayList<>();
    try {
      file.entries().stream()
          .filter(one -> one.boot() != own.boot())
          .map(BootEntry::abandoned)
          .forEach(all::add);
    } catch (IOException e) {
      LOG.warn("the boots before this one cannot be read: {}", e.toString());
    }
    all.add(own.report() == null ? own.ended(own.outcome(), own.reason(), null, now) : own);
    return all;
  }
}
