package io.novacron.node;

import io.novacron.pki.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Under which names a node's certificate is to hold. */
final class TlsOwner {
  private TlsOwner() {}

  /**
   * @param bind what it listens on
   * @param others further names and addresses
   */
  static Owner of(String id, String bind, List<String> others) {
    Set<String> names = new LinkedHashSet<>(List.of(id, "localhost", "127.0.0.1", "::1"));
    names.add(bind);
    names.addAll(others);
    return new Owner(id, List.copyOf(names));
  }

  static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
