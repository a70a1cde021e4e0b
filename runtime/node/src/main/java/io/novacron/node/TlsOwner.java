package io.novacron.node;

import io.novacron.pki.Owner;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Under which names a node's certificate is to hold. */
final class TlsOwner {
  private TlsOwner() {}

  /**
   * @param bind what it listens on; all of the machine's addresses for a wildcard
   * @param others further names and addresses
   */
  static Owner of(String id, String bind, List<String> others) {
    Set<String> names = new LinkedHashSet<>(List.of(id, "localhost", "127.0.0.1", "::1"));
    names.addAll(isWildcard(bind) ? addresses() : List.of(bind));
    others.stream().filter(other -> !isWildcard(other)).forEach(names::add);
    return new Owner(id, List.copyOf(names));
  }

  static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isWildcard(String bind) {
    return bind.equals("0.0.0.0") || bind.equals("::");
  }

  private static List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(network -> network.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getAddress)
          .map(TlsOwner::text)
          .forEach(addresses::add);
    } catch (SocketException e) {
      throw new StartException(
          "The addresses of this machine cannot be told",
          e.toString(),
          "Name one with --bind in place of a wildcard.");
    }
    return addresses;
  }

  /** Without the name of the interface, which a certificate cannot hold. */
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
