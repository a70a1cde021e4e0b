package io.novacron.multijvm.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The link between a pair of sites, A and B, as relays on loopback ports: whoever dials a relay's
 * port talks to its target over the link. All relays of one emulator share the link, each direction
 * with its own rate; a relay towards B is for nodes of site A, one towards A for nodes of site B.
 *
 * <p>A connection is accepted at once, since the kernel does that, and carries nothing for one
 * round trip. Where the target cannot be reached, it is closed.
 */
public final class LinkEmulator implements AutoCloseable {
  private final LinkProfile profile;
  private final OneWay towardsB;
  private final OneWay towardsA;
  private final List<ServerSocketChannel> listeners = new CopyOnWriteArrayList<>();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final SplittableRandom random;
  private volatile boolean cut;

  /**
   * @param seed of the stalls, if the profile has any
   */
  public LinkEmulator(LinkProfile profile, long seed) {
    this.profile = profile;
    this.random = new SplittableRandom(seed);
    this.towardsB = new OneWay(profile);
    this.towardsA = new OneWay(profile);
  }

  /** Opens a way for site A to {@code target} in site B; returns the loopback port to dial. */
  public int relay(InetSocketAddress target) throws IOException {
    return relay(0, target);
  }

  /** The same with a port of one's own choice, 0 for any. */
  public int relay(int listenPort, InetSocketAddress target) throws IOException {
    return listen(listenPort, target, towardsB, towardsA);
  }

  /** Opens a way for site B to {@code target} in site A; returns the loopback port to dial. */
  public int relayBack(InetSocketAddress target) throws IOException {
    return relayBack(0, target);
  }

  /** The same with a port of one's own choice, 0 for any. */
  public int relayBack(int listenPort, InetSocketAddress target) throws IOException {
    return listen(listenPort, target, towardsA, towardsB);
  }

  /** What the link is like. */
  public LinkProfile profile() {
    return profile;
  }

  /** Breaks every connection and any that is tried, until {@link #heal}. */
  public void cut() {
    cut = true;
    towardsA.cut(true);
    towardsB.cut(true);
    breakConnections();
  }

  /** Lets connections be made again. */
  public void heal() {
    towardsA.cut(false);
    towardsB.cut(false);
    cut = false;
  }

  /** Lets nothing through, without breaking anything, until {@link #release}: silence. */
  public void hold() {
    towardsA.hold();
    towardsB.hold();
  }

  /** Lets everything through again, beginning with what was held. */
  public void release() {
    towardsA.release();
    towardsB.release();
  }

  /**
   * From now on bytes arrive that much later, each way, than the profile says; those of connections
   * that stand, too. Connections are still accepted at once.
   */
  public void delay(Duration longer) {
    towardsA.delay(longer);
    towardsB.delay(longer);
  }

  /** Breaks the connections that stand; new ones may be made. */
  public void breakConnections() {
    connections.forEach(Connection::close);
  }

  /** Connections that stand. */
  public int connections() {
    return connections.size();
  }

  /** Bytes carried from A to B so far. */
  public long bytesTowardsB() {
    return towardsB.carriedBytes();
  }

  /** Bytes carried from B to A so far. */
  public long bytesTowardsA() {
    return towardsA.carriedBytes();
  }

  /** Ends all relays and connections. */
  @Override
  public void close() {
    listeners.forEach(LinkEmulator::close);
    towardsA.close();
    towardsB.close();
    breakConnections();
  }

  private int listen(int port, InetSocketAddress target, OneWay there, OneWay back)
      throws IOException {
    var listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.setOption(StandardSocketOptions.SO_RCVBUF, Connection.SOCKET_BUFFER_BYTES);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
    listeners.add(listener);
    Thread.ofVirtual().name("link-accept").start(() -> accept(listener, target, there, back));
    return listener.socket().getLocalPort();
  }

  private void accept(
      ServerSocketChannel listener, InetSocketAddress target, OneWay there, OneWay back) {
    while (listener.isOpen()) {
      try {
        var client = listener.accept();
        var own = split();
        Thread.ofVirtual()
            .name("link-connection")
            .start(() -> serve(client, target, there, back, own));
      } catch (IOException _) {
        // Closed, or out of descriptors: no use in asking again at once.
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private synchronized SplittableRandom split() {
    return random.split();
  }

  private void serve(
      SocketChannel client,
      InetSocketAddress target,
      OneWay there,
      OneWay back,
      SplittableRandom own) {
    try (client) {
      if (!cut) {
        carry(Connection.to(target, client), there, back, own);
      }
    } catch (IOException | InterruptedException _) {
      // The client sees its connection closed.
    }
  }

  private void carry(Connection connection, OneWay there, OneWay back, SplittableRandom own)
      throws InterruptedException {
    try (connection) {
      connections.add(connection);
      connection.start(there, back, profile, own);
      if (cut) {
        connection.close();
      }
      connection.awaitEnd();
    } finally {
      connections.remove(connection);
    }
  }

  private static void close(ServerSocketChannel listener) {
    try {
      listener.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
