package io.novacron.doctor;

import java.net.InetSocketAddress;

/** Reads {@code host[:port]}; a host with colons of its own stands in brackets. */
record HostPort(String host, int port) {
  static HostPort of(String text, int usualPort) {
    int colon = text.lastIndexOf(':');
    boolean named = colon > 0 && colon > text.lastIndexOf(']') && text.indexOf(':') == colon;
    boolean bracketed = text.startsWith("[") && colon > text.lastIndexOf(']');
    return named || bracketed
        ? new HostPort(bare(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)))
        : new HostPort(bare(text), usualPort);
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Looks its name up, which may take as long as the system pleases. */
  InetSocketAddress resolved() {
    return new InetSocketAddress(host, port);
  }
}
