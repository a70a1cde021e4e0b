package io.novacron.agent;

import io.novacron.dwcp.transfer.TransferId;
import io.novacron.migration.Plan;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names and secrets of transfers. */
final class Tickets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Tickets() {}

  /** 128 random bits, hex. */
  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The transfer that carries a migration's stream. */
  static TransferId transfer(Plan plan) {
    return new TransferId(plan.id());
  }
}
