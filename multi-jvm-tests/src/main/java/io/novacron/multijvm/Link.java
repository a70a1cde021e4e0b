package io.novacron.multijvm;

/** What lies between two sites. */
@FunctionalInterface
public interface Link {
  /** Nothing lies between: the port itself. */
  Link DIRECT = (_, port) -> port;

  /**
   * A port of loopback from which connections of {@code site} reach {@code port} over this link.
   */
  int relay(String site, int port);
}
