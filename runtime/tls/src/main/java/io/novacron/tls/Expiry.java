package io.novacron.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a certificate holds.
 *
 * @param subject whose it is
 * @param from valid since
 * @param until valid to
 */
public record Expiry(String subject, Instant from, Instant until) {
  /** A third of its time is left for whoever has to renew it. */
  private static final int SHARE = 3;

  /** That of {@code certificate}. */
  public static Expiry of(X509Certificate certificate) {
    return new Expiry(
        certificate.getSubjectX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  /** Whole days until it ends; negative when that is past. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(Duration.between(now, until).toSeconds(), 86_400L);
  }

  /** Whether less than a third of its time is left. */
  public boolean renewalDue(Instant now) {
    return Duration.between(now, until).compareTo(Duration.between(from, until).dividedBy(SHARE))
        < 0;
  }

  public boolean over(Instant now) {
    return now.isAfter(until);
  }

  public boolean notYet(Instant now) {
    return now.isBefore(from);
  }
}
