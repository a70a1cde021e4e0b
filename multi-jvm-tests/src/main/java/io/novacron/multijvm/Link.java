package io.novacron.multijvm;

/** What lies between two sites. */
@FunctionalInterface
public interface Link {
  /** A port of loopback from which connections reach {@code port} through this link. */
  int relay(int port);

  /** Nothing lies between: the port itself. */
  Link DIRECT = port -> port;
}
