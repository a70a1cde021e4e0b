package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.SILENT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All that holds in the clear holds under TLS; and who has no right certificate stays outside. */
class TransferOverTlsTest extends TransferContract {
  private static final byte TLS_HANDSHAKE = 0x16;

  private static final Certified OURS = authority();
  private static final Certified THEIRS = authority();

  TransferOverTlsTest() throws IOException {
    super(OURS.node("n1").amongNodes());
  }

  private static Certified authority() {
    try {
      return Certified.authority();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aForeignNodeIsRefused() throws Exception {
    assertThat(refusal(THEIRS.node("n2").amongNodes())).containsIgnoringCase("certificate");
  }

  @Test
  void aClientsCertificateIsNotEnough() throws Exception {
    assertThat(refusal(OURS.client("alice").withAnybody())).containsIgnoringCase("certificate");
  }

  @Test
  void aSenderInTheClearIsRefused() throws Exception {
    assertThat(refusal(null)).contains("closed");
  }

  @Test
  void anotherNodeOfTheSameAuthorityIsLetIn() throws Exception {
    var received = server.receive(ID, "ticket", Channels.Sink.fast(), OPTIONS);
    try (var other = new TransferClient(OURS.node("n2").amongNodes())) {
      var source = Channels.source(text(MIB));
      var sent = other.send(source, server.address(), ID, "ticket", OPTIONS);
      assertThat(get(sent.result()).sha256()).isEqualTo(get(received).sha256());
    }
  }

  @Test
  void nothingIsSaidInTheClear() throws Exception {
    try (var eavesdropper = ServerSocketChannel.open()) {
      eavesdropper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var address = (InetSocketAddress) eavesdropper.getLocalAddress();
      var transfer = client.send(Channels.source(text(MIB)), address, ID, "secret-ticket", OPTIONS);
      try (var heard = eavesdropper.accept()) {
        var bytes = ByteBuffer.allocate(16 * 1024);
        heard.read(bytes);
        assertThat(bytes.get(0)).isEqualTo(TLS_HANDSHAKE);
        assertThat(new String(bytes.array(), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain("secret-ticket");
      }
      transfer.cancel("the test is over");
    }
  }

  @Test
  void aPeerThatNeverFinishesTheHandshakeHoldsUpNobody() throws Exception {
    try (var mute = ServerSocketChannel.open()) {
      mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var address = (InetSocketAddress) mute.getLocalAddress();
      var transfer = client.send(Channels.source(text(MIB)), address, ID, "ticket", HASTY);
      assertThat(failure(transfer.result())).isEqualTo(SILENT);
    }
  }

  @Test
  void aStrangerWhoSaysNothingIsCutOff() throws Exception {
    try (var stranger = SocketChannel.open(server.address())) {
      assertThat(stranger.read(ByteBuffer.allocate(64))).isNegative();
    }
  }

  /** Why a sender with {@code tls} had no success. */
  private String refusal(@Nullable SSLContext tls) throws Exception {
    var received = server.receive(ID, "ticket", Channels.Sink.fast(), OPTIONS);
    try (var stranger = new TransferClient(tls)) {
      var source = Channels.source(text(MIB));
      var sent = stranger.send(source, server.address(), ID, "ticket", HASTY);
      sent.result().toCompletableFuture().get(60, TimeUnit.SECONDS);
      throw new AssertionError("it was let in");
    } catch (ExecutionException e) {
      var failure = (TransferException) requireNonNull(e.getCause());
      assertThat(failure.kind()).isEqualTo(SILENT);
      return String.valueOf(failure.getMessage());
    } finally {
      server.cancel(ID, "the test is over");
      assertThat(failure(received)).isEqualTo(TransferException.Kind.CANCELLED);
    }
  }
}
