package io.novacron.node;

import io.novacron.tls.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renews the node's certificate in time, or says that somebody has to. */
final class CertificateJob {
  /** One that this node may renew is renewed long before; see {@link Expiry#renewalDue}. */
  static final long DAYS = 14;

  private static final Job.Rhythm RHYTHM =
      new Job.Rhythm(Duration.ofMinutes(5), Duration.ofHours(6), Duration.ofMinutes(1));

  private final TlsPlane tls;
  private final InstantSource clock;
  private volatile @Nullable Instant until;

  CertificateJob(TlsPlane tls, InstantSource clock) {
    this.tls = tls;
    this.clock = clock;
  }

  Job job() {
    return new Job("certificates", RHYTHM, clock, this::check);
  }

  /** When the certificate ends; empty without one, and before the first look. */
  Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  String check() {
    return tls.maintain().map(this::judge).orElse("");
  }

  private String judge(Expiry expiry) {
    until = expiry.until();
    Instant now = clock.instant();
    if (expiry.over(now)) {
      return "the certificate of " + expiry.subject() + " has ended: renew it (docs/security.md)";
    }
    long days = expiry.daysLeft(now);
    return days < DAYS
        ? "the certificate of "
            + expiry.subject()
            + " ends in "
            + days
            + " days: renew it (docs/security.md)"
        : "";
  }
}
