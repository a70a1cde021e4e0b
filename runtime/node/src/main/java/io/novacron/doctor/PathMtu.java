package io.novacron.doctor;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The largest packet that reaches an address unfragmented, tried with ping(8) of iputils. */
final class PathMtu {
  /** Jumbo frames, Ethernet, and what common tunnels leave of it. */
  private static final int[] SIZES = {9_000, 1_500, 1_450, 1_400, 1_280, 576};

  /** Headers of IP and ICMP. */
  private static final int HEADERS_V4 = 28;

  private static final int HEADERS_V6 = 48;
  private static final int WAIT_SECONDS = 2;

  private PathMtu() {}

  /** Of the sizes tried, the largest up to {@code most}; 0: none; empty: there is no ping. */
  static OptionalInt to(InetAddress address, int most) throws IOException {
    return switch (passes(address, SIZES[SIZES.length - 1])) {
      case NO_PING -> OptionalInt.empty();
      // Larger ones would only be waited for.
      case LOST -> OptionalInt.of(0);
      case PASSES -> OptionalInt.of(largest(address, most));
    };
  }

  private static int largest(InetAddress address, int most) throws IOException {
    for (int size : IntStream.of(SIZES).filter(size -> size <= most).toArray()) {
      if (passes(address, size) == Answer.PASSES) {
        return size;
      }
    }
    return SIZES[SIZES.length - 1];
  }

  private enum Answer {
    PASSES,
    LOST,
    NO_PING
  }

  private static Answer passes(InetAddress address, int size) throws IOException {
    int headers = address instanceof Inet4Address ? HEADERS_V4 : HEADERS_V6;
    var ping =
        new ProcessBuilder(
                List.of(
                    "ping",
                    "-n",
                    "-q",
                    "-M",
                    "do",
                    "-c",
                    "1",
                    "-W",
                    "1",
                    "-s",
                    String.valueOf(size - headers),
                    address.getHostAddress()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return ended(ping.start());
    } catch (IOException _) {
      return Answer.NO_PING;
    }
  }

  private static Answer ended(Process ping) throws IOException {
    try {
      boolean done = ping.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
      return done && ping.exitValue() == 0 ? Answer.PASSES : Answer.LOST;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      ping.destroyForcibly();
    }
  }
}
