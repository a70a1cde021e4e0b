package io.novacron.multijvm.link;

import java.time.Duration;
import java.util.Locale;

/**
 * What a link between two sites is like; the same in both directions, each with its own rate.
 *
 * @param name as given by {@code --link}
 * @param bytesPerSecond what one direction carries, all connections together
 * @param rtt there and back when nothing waits
 * @param stallsPerMebibyte how often, on average, a connection stands still, as one does that waits
 *     for a lost packet to be sent again; 0 .. 1
 * @param stall for how long it stands still then
 */
public record LinkProfile(
    String name, long bytesPerSecond, Duration rtt, double stallsPerMebibyte, Duration stall) {

  /** One site: 1 Gbit/s, 1 ms. */
  public static final LinkProfile LAN =
      new LinkProfile("lan", 125_000_000, Duration.ofMillis(1), 0, Duration.ZERO);

  /** Two sites, the default: 200 Mbit/s, 80 ms. */
  public static final LinkProfile WAN =
      new LinkProfile("wan", 25_000_000, Duration.ofMillis(80), 0, Duration.ZERO);

  /** A link to complain about: 20 Mbit/s, 150 ms, and stalls in place of loss. */
  public static final LinkProfile BAD =
      new LinkProfile("bad", 2_500_000, Duration.ofMillis(150), 0.2, Duration.ofMillis(300));

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LinkProfile of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "lan" -> LAN;
      case "wan" -> WAN;
      case "bad" -> BAD;
      default -> throw new IllegalArgumentException("no such link: " + name + " (lan, wan, bad)");
    };
  }

  /** Bytes that fill the link's length, one way and back. */
  public long bandwidthDelayBytes() {
    return (long) (bytesPerSecond * (rtt.toNanos() / 1e9));
  }

  /**
   * Bytes that may wait in front of one direction, like a router's buffer: half of a
   * bandwidth-delay product, and at least a hundredth of a second.
   */
  long bufferBytes() {
    return Math.max(bandwidthDelayBytes() / 2, Math.max(64 * 1024, bytesPerSecond / 100));
  }
}
