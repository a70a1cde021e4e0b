package io.novacron.multijvm.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.dwcp.transfer.Transfer;
import io.novacron.dwcp.transfer.TransferClient;
import io.novacron.dwcp.transfer.TransferId;
import io.novacron.dwcp.transfer.TransferOptions;
import io.novacron.dwcp.transfer.TransferResult;
import io.novacron.dwcp.transfer.TransferServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The byte transport over the emulated links. */
@Timeout(180)
class TransferOverLinkTest {
  private static final int MIB = 1024 * 1024;
  private static final TransferId ID = new TransferId("move");
  private static final TransferOptions OPTIONS = TransferOptions.defaults();

  private final TransferServer server =
      TransferServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final TransferClient client = new TransferClient();

  TransferOverLinkTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aTransferFillsTheWideAreaLink() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.WAN, 1)) {
      var transfer = send(link, 64 * MIB);
      await().atMost(Duration.ofSeconds(30)).until(() -> delivered(transfer) > 48 * MIB);
      long inFlight = transfer.progress().inFlightBytes();
      var result = get(transfer.result());
      double share = (double) result.goodputBytesPerSecond() / LinkProfile.WAN.bytesPerSecond();
      assertThat(share).isBetween(0.5, 1.2);
      // Once the start is over: rate x (80 ms + 150 ms), and a half more for a busy machine
      assertThat(inFlight).isLessThan(LinkProfile.WAN.bytesPerSecond() * 345 / 1000);
      assertThat(transfer.progress().rttNanos()).isGreaterThan(80_000_000L);
    }
  }

  @Test
  void aTransferSurvivesABadLink() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.BAD, 3)) {
      var transfer = send(link, 8 * MIB);
      var result = get(transfer.result());
      double share = (double) result.goodputBytesPerSecond() / LinkProfile.BAD.bytesPerSecond();
      assertThat(share).isBetween(0.4, 1.2);
    }
  }

  @Test
  void aTransferGoesFastWithinASite() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.LAN, 3)) {
      var result = get(send(link, 128 * MIB).result());
      double share = (double) result.goodputBytesPerSecond() / LinkProfile.LAN.bytesPerSecond();
      assertThat(share).isBetween(0.1, 1.2);
    }
  }

  @Test
  void aTransferOutlivesALinkThatIsCutForAWhileAndOneThatIsHeld() throws Exception {
    try (var link = new LinkEmulator(LinkProfile.WAN, 1)) {
      var transfer = send(link, 32 * MIB);
      await().until(() -> delivered(transfer) > 4 * MIB);
      link.cut();
      await().atMost(Duration.ofSeconds(30)).until(() -> transfer.progress().streams() == 0);
      link.heal();
      await().atMost(Duration.ofSeconds(30)).until(() -> delivered(transfer) > 16 * MIB);
      link.hold();
      long held = System.nanoTime();
      await().until(() -> System.nanoTime() - held > 2_000_000_000L);
      link.release();
      assertThat(get(transfer.result()).rawBytes()).isEqualTo(32 * MIB);
    }
  }

  private static long delivered(Transfer transfer) {
    return transfer.progress().deliveredBytes();
  }

  private Transfer send(LinkEmulator link, int size) throws IOException {
    var bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    var sink = Channels.newChannel(OutputStream.nullOutputStream());
    var _ = server.receive(ID, "ticket", sink, OPTIONS);
    var target =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), link.relay(server.address()));
    var source = Channels.newChannel(new ByteArrayInputStream(bytes));
    return client.send(source, target, ID, "ticket", OPTIONS);
  }

  private static TransferResult get(CompletionStage<TransferResult> stage) throws Exception {
    return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
  }
}
