package io.novacron.multijvm.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Measures with plain sockets what the emulated link does; ratios, and generous ones. */
@Timeout(120)
class LinkEmulatorTest {
  private static final int KIB = 1024;

  /** Answers or swallows what it is sent. */
  private static final class Peer implements AutoCloseable {
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final AtomicLong swallowed = new AtomicLong();
    private final boolean echo;

    Peer(boolean echo) throws IOException {
      this.echo = echo;
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) listener.socket().getLocalSocketAddress();
    }

    private void accept() {
      try {
        while (true) {
          var socket = listener.accept();
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException _) {
        // Closed.
      }
    }

    private void serve(SocketChannel socket) {
      var bytes = ByteBuffer.allocate(64 * KIB);
      try (socket) {
        while (socket.read(bytes) >= 0) {
          bytes.flip();
          swallowed.addAndGet(bytes.remaining());
          while (echo && bytes.hasRemaining()) {
            socket.write(bytes);
          }
          bytes.clear();
        }
      } catch (IOException _) {
        // Broken by the link.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  private final Peer echo = new Peer(true);
  private final Peer hole = new Peer(false);
  private final List<SocketChannel> sockets = new ArrayList<>();

  LinkEmulatorTest() throws IOException {}

  @AfterEach
  void closeAll() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    echo.close();
    hole.close();
  }

  @Test
  void aRoundTripTakesAsLongAsTheProfileSays() throws Exception {
    for (var profile : List.of(LinkProfile.LAN, LinkProfile.WAN)) {
      try (var link = new LinkEmulator(profile, 1)) {
        var socket = dial(link.relay(echo.address()));
        long best = LongStream.range(0, 12).map(_ -> pingNanos(socket)).min().orElseThrow();
        long rtt = profile.rtt().toNanos();
        assertThat(best).isBetween(rtt, rtt + Duration.ofMillis(6).toNanos());
      }
    }
  }

  @Test
  void oneConnectionAloneHasTheWholeRate() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.WAN, 1)) {
      assertThat(measure(link, 1)).isBetween(0.8, 1.2);
    }
  }

  @Test
  void connectionsAndRelaysShareTheRate() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.WAN, 1)) {
      assertThat(measure(link, 4)).isBetween(0.8, 1.2);
      assertThat(link.bytesTowardsB()).isGreaterThan(LinkProfile.WAN.bytesPerSecond());
      assertThat(link.bytesTowardsA()).isZero();
    }
  }

  @Test
  void aSlowLinkIsSlow() throws Exception {
    var profile = new LinkProfile("slow", 1_000_000, Duration.ofMillis(20), 0, Duration.ZERO);
    try (var link = new LinkEmulator(profile, 1)) {
      assertThat(measure(link, 2)).isBetween(0.8, 1.2);
    }
  }

  @Test
  void eachDirectionHasARateOfItsOwn() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.WAN, 1)) {
      var back = dial(link.relayBack(hole.address()));
      Thread.ofVirtual().start(() -> flood(back));
      assertThat(measure(link, 1)).isGreaterThan(0.8);
      assertThat(link.bytesTowardsA()).isPositive();
    }
  }

  @Test
  void whoDoesNotReadHoldsUpTheWriter() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.LAN, 1);
        var deaf = ServerSocketChannel.open()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var target = (InetSocketAddress) deaf.socket().getLocalSocketAddress();
      var socket = dial(link.relay(target));
      Thread.ofVirtual().start(() -> flood(socket));
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(30))
          .until(new Settled(link)::reached);
      // The link's own share, and what the kernel keeps for a socket that nobody reads.
      assertThat(link.bytesTowardsB()).isLessThan(64L * KIB * KIB);
    }
  }

  /** Whether a link has carried nothing more since it was last asked. */
  private static final class Settled {
    private final LinkEmulator link;
    private long before = -1;

    Settled(LinkEmulator link) {
      this.link = link;
    }

    boolean reached() {
      long now = link.bytesTowardsB();
      boolean settled = now == before && now > 0;
      before = now;
      return settled;
    }
  }

  @Test
  void aLinkThatIsCutBreaksConnectionsUntilItIsHealed() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.LAN, 1)) {
      int port = link.relay(echo.address());
      var before = dial(port);
      assertThat(pingNanos(before)).isPositive();
      link.cut();
      assertThatThrownBy(() -> ping(before)).isInstanceOf(IOException.class);
      var meanwhile = dial(port);
      assertThatThrownBy(() -> ping(meanwhile)).isInstanceOf(IOException.class);
      await().until(() -> link.connections() == 0);
      link.heal();
      assertThat(pingNanos(dial(port))).isPositive();
    }
  }

  @Test
  void aLinkThatIsHeldIsSilentAndLosesNothing() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.LAN, 1)) {
      var socket = dial(link.relay(echo.address()));
      assertThat(pingNanos(socket)).isPositive();
      link.hold();
      long held = System.nanoTime();
      var releaser =
          Thread.ofVirtual()
              .start(() -> {
                await().until(() -> System.nanoTime() - held > 500_000_000L);
                link.release();
              });
      assertThat(pingNanos(socket)).isGreaterThan(400_000_000L);
      releaser.join();
    }
  }

  @Test
  void aConnectionStallsNowAndThenWhereTheProfileSaysSo() throws Exception {
    var profile =
        new LinkProfile("stalls", 50_000_000, Duration.ofMillis(2), 1, Duration.ofMillis(200));
    long stalled = 0;
    try (var link = new LinkEmulator(profile, 5)) {
      var socket = dial(link.relay(echo.address()));
      for (int i = 0; i < 200; i++) {
        stalled += pingNanos(socket, 16 * KIB) > 150_000_000L ? 1 : 0;
      }
    }
    assertThat(stalled).isBetween(1L, 30L);
  }

  @Test
  void profilesHaveNames() {
    assertThat(List.of("lan", "WAN", "bad").stream().map(LinkProfile::of))
        .containsExactly(LinkProfile.LAN, LinkProfile.WAN, LinkProfile.BAD);
    assertThatThrownBy(() -> LinkProfile.of("moon")).hasMessageContaining("lan, wan, bad");
    assertThat(LinkProfile.WAN.bandwidthDelayBytes()).isEqualTo(2_000_000);
  }

  /** Share of the profile's rate that arrives over some connections, each by its own relay. */
  private double measure(LinkEmulator link, int connections) throws Exception {
    for (int i = 0; i < connections; i++) {
      var socket = dial(link.relay(hole.address()));
      Thread.ofVirtual().start(() -> flood(socket));
    }
    long rate = link.profile().bytesPerSecond();
    await().atMost(Duration.ofSeconds(20)).until(() -> hole.swallowed.get() > rate / 4);
    long fromBytes = hole.swallowed.get();
    long fromNanos = System.nanoTime();
    await().atMost(Duration.ofSeconds(20)).until(() -> hole.swallowed.get() > rate * 7 / 4);
    double seconds = (System.nanoTime() - fromNanos) / 1e9;
    return (hole.swallowed.get() - fromBytes) / seconds / rate;
  }

  private static void flood(SocketChannel socket) {
    var bytes = ByteBuffer.allocate(64 * KIB);
    try {
      while (true) {
        socket.write(bytes);
        bytes.clear();
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private SocketChannel dial(int port) throws IOException {
    var socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    sockets.add(socket);
    return socket;
  }

  private static void ping(SocketChannel socket) throws IOException {
    ping(socket, 1);
  }

  private static void ping(SocketChannel socket, int size) throws IOException {
    var out = ByteBuffer.allocate(size);
    while (out.hasRemaining()) {
      socket.write(out);
    }
    var in = ByteBuffer.allocate(size);
    while (in.hasRemaining()) {
      if (socket.read(in) < 0) {
        throw new IOException("closed");
      }
    }
  }

  private static long pingNanos(SocketChannel socket) {
    return pingNanos(socket, 1);
  }

  private static long pingNanos(SocketChannel socket, int size) {
    long sent = System.nanoTime();
    try {
      ping(socket, size);
      return System.nanoTime() - sent;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
