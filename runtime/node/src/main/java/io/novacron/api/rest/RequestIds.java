package io.novacron.api.rest;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Names requests, so that a user's problem can be found in a node's log. */
final class RequestIds {
  static final String HEADER = "X-Request-Id";

  private final String prefix;
  private final AtomicLong count = new AtomicLong();

  RequestIds() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    prefix = HexFormat.of().formatHex(random) + "-";
  }

  /** The client's own, if it can be written into a header and a log, or a new one. */
  String of(HttpRequest http) {
    return http.getHeader(HEADER).map(HttpHeader::value).filter(Text::isKey).orElseGet(this::next);
  }

  private String next() {
    return prefix + Long.toString(count.incrementAndGet(), 36);
  }
}
