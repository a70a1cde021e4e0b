package io.novacron.multijvm;

import io.novacron.multijvm.link.LinkEmulator;
import io.novacron.multijvm.link.LinkProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A link that is as slow as its profile says, between one site and all others. */
public final class EmulatedLink implements Link, AutoCloseable {
  private static final long SEED = 1;

  private final LinkEmulator emulator;
  private final String near;

  /**
   * @param near the site on the emulator's first side
   */
  public EmulatedLink(LinkProfile profile, String near) {
    this.emulator = new LinkEmulator(profile, SEED);
    this.near = near;
  }

  @Override
  public int relay(String site, int port) {
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return site.equals(near) ? emulator.relay(target) : emulator.relayBack(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To cut, hold and heal it. */
  public LinkEmulator emulator() {
    return emulator;
  }

  @Override
  public void close() {
    emulator.close();
  }
}
