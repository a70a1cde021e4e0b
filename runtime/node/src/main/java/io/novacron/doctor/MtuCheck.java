package io.novacron.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How large packets may be: on the interface that the node listens on, and on the way to seeds. */
final class MtuCheck implements Check {
  private static final String NAME = "mtu";

  /** Of Ethernet; tunnels take some of it away. */
  private static final int USUAL = 1_500;

  /** What IPv6 asks of every link (RFC 8200). */
  private static final int LEAST = 1_280;

  private static final int MOST_SEEDS = 4;

  private final String bind;
  private final List<String> seeds;

  MtuCheck(String bind, List<String> seeds) {
    this.bind = bind;
    this.seeds = seeds;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A packet that is lost is waited for. */
  @Override
  public Duration limit() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Finding> look() throws IOException {
    List<Finding> found = new ArrayList<>();
    InetAddress address = InetAddress.getByName(bind);
    OptionalInt mtu = mtu(address);
    found.add(judge(bind, mtu));
    for (InetAddress seed : others(address)) {
      PathMtu.to(seed, mtu.orElse(USUAL)).ifPresent(size -> found.add(path(seed, size)));
    }
    return found;
  }

  private List<InetAddress> others(InetAddress self) throws IOException {
    List<InetAddress> others = new ArrayList<>();
    for (String seed : seeds.stream().limit(MOST_SEEDS).toList()) {
      InetAddress address = InetAddress.getByName(HostPort.of(seed, 0).host());
      if (!address.equals(self) && !address.isLoopbackAddress()) {
        others.add(address);
      }
    }
    return others;
  }

  /** The smallest one, when it listens on all. */
  private static OptionalInt mtu(InetAddress address) throws SocketException {
    if (!address.isAnyLocalAddress()) {
      var one = NetworkInterface.getByInetAddress(address);
      return one == null ? OptionalInt.empty() : OptionalInt.of(one.getMTU());
    }
    return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
        .flatMapToInt(MtuCheck::ofLink)
        .min();
  }

  private static IntStream ofLink(NetworkInterface link) {
    try {
      return link.isUp() && !link.isLoopback() ? IntStream.of(link.getMTU()) : IntStream.empty();
    } catch (SocketException _) {
      return IntStream.empty();
    }
  }

  static Finding judge(String bind, OptionalInt mtu) {
    if (mtu.isEmpty()) {
      return Finding.warning(
          NAME, "no interface of this machine has " + bind, "Correct --bind: ip -brief address");
    }
    String measured = mtu.getAsInt() + " bytes on the interface of " + bind;
    return mtu.getAsInt() < LEAST
        ? Finding.warning(NAME, measured, "Raise it: ip link set dev INTERFACE mtu 1500")
        : Finding.ok(NAME, measured);
  }

  /**
   * @param bytes 0 when nothing came back
   */
  static Finding path(InetAddress seed, int bytes) {
    if (bytes == 0) {
      return Finding.warning(
          NAME,
          "no packet came back from " + seed.getHostAddress(),
          "Start that node's machine, or let ICMP through: without it large packets vanish"
              + " silently.");
    }
    String measured = bytes + " bytes on the way to " + seed.getHostAddress();
    return bytes < LEAST
        ? Finding.warning(
            NAME,
            measured,
            "Find the hop with 'tracepath -n "
                + seed.getHostAddress()
                + "', or lower this interface: ip link set dev INTERFACE mtu "
                + bytes)
        : Finding.ok(NAME, measured);
  }
}
