package io.novacron.chaos;

import io.novacron.multijvm.link.LinkEmulator;
import io.novacron.multijvm.link.LinkProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way from nodes to something that they depend on, which can be closed and made slow. */
final class Way implements AutoCloseable {
  private static final long SEED = 1;

  private final InetSocketAddress target;
  private final int port;
  private @Nullable LinkEmulator link;

  private Way(InetSocketAddress target, LinkEmulator link, int port) {
    this.target = target;
    this.link = link;
    this.port = port;
  }

  /** An open one to {@code port} of loopback. */
  static Way to(int port) {
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var link = new LinkEmulator(LinkProfile.LAN, SEED);
    return new Way(target, link, relay(link, 0, target));
  }

  private static int relay(LinkEmulator link, int port, InetSocketAddress target) {
    try {
      return link.relay(port, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it begins. */
  int port() {
    return port;
  }

  /** Breaks what is connected, and refuses what tries to be. */
  void refuse() {
    if (link != null) {
      link.close();
      link = null;
    }
  }

  /** As it was at first. */
  void allow() {
    if (link == null) {
      link = new LinkEmulator(LinkProfile.LAN, SEED);
      var _ = relay(link, port, target);
    }
    link.delay(Duration.ZERO);
  }

  /** From now on everything takes so much longer, there and back again each; nothing breaks. */
  void delay(Duration eachWay) {
    if (link == null) {
      throw new IllegalStateException("what is closed cannot be slow");
    }
    link.delay(eachWay);
  }

  @Override
  public void close() {
    refuse();
  }
}
