package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of one VM, a second between any two things that happen in it. */
final class Life {
  static final VmId ID = new VmId("web-1");
  static final Verb DEFINE = new Verb.Define(SpecDraft.good(), Map.of("tier", "web"));
  static final Verb RELABEL = new Verb.Relabel(Map.of("tier", "db"));
  static final Verb START = new Verb.Start("h1", "tcg");
  static final Verb STOP = new Verb.Stop(Duration.ofSeconds(10));
  static final Verb PAUSE = new Verb.Pause();
  static final Verb RESUME = new Verb.Resume();
  static final Verb DELETE = new Verb.Delete(false);
  static final Verb DELETE_BY_FORCE = new Verb.Delete(true);
  static final Verb MIGRATE = new Verb.Migrate("h2", Duration.ofMillis(300));

  private VmRecord record = VmRecord.unknown(ID);
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final List<VmEvent> journal = new ArrayList<>();

  /** A VM in the state that {@code situation} names. */
  static Life that(String situation) {
    Life life = new Life();
    return switch (situation) {
      case "is unknown" -> life;
      case "is defined" -> life.does(DEFINE);
      case "is starting" -> that("is defined").does(START);
      case "runs" -> that("is starting").hears(l -> new Report.Started(l.token()));
      case "is pausing" -> that("runs").does(PAUSE);
      case "is paused" -> that("is pausing").hears(l -> new Report.Paused(l.operation()));
      case "is resuming" -> that("is paused").does(RESUME);
      case "is migrating" -> that("runs").does(MIGRATE);
      case "is migrating paused" -> that("is paused").does(MIGRATE);
      case "is stopping" -> that("runs").does(STOP);
      case "is being deleted" -> that("runs").does(DELETE_BY_FORCE);
      case "is stopped" -> that("is stopping").hears(l -> new Report.Ended(l.token(), "asked"));
      case "has failed" -> that("runs").hears(l -> new Report.Ended(l.token(), "crashed"));
      case "is lost" -> that("is stopping").hears(l -> new Report.DeadlinePassed(l.operation()));
      case "is deleted" -> that("is defined").does(DELETE);
      default -> throw new IllegalArgumentException(situation);
    };
  }

  /** What a house says of this life. */
  interface Told {
    Report of(Life life);
  }

  VmRecord record() {
    return record;
  }

  List<VmEvent> journal() {
    return journal;
  }

  Instant now() {
    return now;
  }

  /** Of the grant it holds; one that it never had if it holds none. */
  Token token() {
    return record.vm().grant().map(Grant::token).orElse(new Token(9, 9));
  }

  /** In progress; empty when there is none. */
  String operation() {
    return record.active().map(Operation::id).orElse("");
  }

  Decision ask(Verb verb) {
    return ask(verb, Request.PLAIN);
  }

  /** Asks, and lets happen what follows. */
  Decision ask(Verb verb, Request request) {
    return happen(record.ask(verb, request, now));
  }

  /** Tells, and lets happen what follows. */
  Decision tell(Report report) {
    return happen(record.tell(report, now));
  }

  /** Asks what has to be granted. */
  Life does(Verb verb) {
    assertThat(ask(verb)).isInstanceOf(Decision.Accepted.class);
    return this;
  }

  /** Tells what has to have consequences. */
  Life hears(Told told) {
    assertThat(tell(told.of(this))).isInstanceOf(Decision.Accepted.class);
    return this;
  }

  static Request keyed(String key, String fingerprint) {
    return new Request(Optional.of(key), fingerprint, Optional.empty());
  }

  private Decision happen(Decision decision) {
    now = now.plusSeconds(1);
    if (decision instanceof Decision.Accepted(var events)) {
      for (VmEvent event : events) {
        record = record.after(event);
        journal.add(event);
      }
    }
    return decision;
  }
}
