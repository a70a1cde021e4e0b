package io.novacron.discovery;

import java.io.Serial;

/** A Consul agent has answered something else than yes. */
final class ConsulException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private static final int LONGEST = 200;

  private final int status;

  /**
   * @param status of HTTP
   * @param body what it said
   */
  ConsulException(int status, String body) {
    super("Consul answers " + status + ": " + shortened(body));
    this.status = status;
  }

  /** Whether it does not know what it was asked about; before 1.11 it said so in another way. */
  boolean isUnknown() {
    return status == 404
        || (status == 500 && String.valueOf(getMessage()).contains("does not have associated TTL"));
  }

  private static String shortened(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
