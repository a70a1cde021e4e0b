package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.CANCELLED;
import static io.novacron.dwcp.transfer.TransferException.Kind.PEER;
import static io.novacron.dwcp.transfer.TransferException.Kind.REFUSED;
import static io.novacron.dwcp.transfer.TransferException.Kind.SILENT;
import static io.novacron.dwcp.transfer.TransferException.Kind.SINK;
import static io.novacron.dwcp.transfer.TransferException.Kind.SOURCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import io.novacron.dwcp.transfer.Channels.Quiet;
import io.novacron.dwcp.transfer.Channels.Sink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets on the loopback; what stands between the two sides is a {@link Relay}. */
@Timeout(120)
abstract class TransferContract {
  static final int MIB = 1024 * 1024;
  static final TransferId ID = new TransferId("move-1");
  static final TransferOptions OPTIONS = TransferOptions.defaults();
  static final TransferOptions HASTY = OPTIONS.withSilence(Duration.ofSeconds(2));

  final TransferClient client;
  final TransferServer server;
  private final Relay relay;

  /**
   * @param tls of both sides; null for connections in the clear
   */
  TransferContract(@Nullable SSLContext tls) throws IOException {
    client = new TransferClient(tls);
    server = TransferServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls);
    relay = new Relay(server.address());
  }

  @AfterEach
  void everythingEnds() {
    client.close();
    server.close();
    relay.close();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Threads.named("transfer-")).isEmpty());
  }

  @Test
  void randomBytesArriveAsTheyWere() throws Exception {
    arrivesAsItWas(random(24 * MIB));
  }

  @Test
  void zerosArriveAsTheyWereAndCostNextToNothing() throws Exception {
    var sent = arrivesAsItWas(new byte[64 * MIB]);
    assertThat(sent.wireBytes()).isLessThan(MIB);
  }

  @Test
  void bytesThatCompressArriveAsTheyWere() throws Exception {
    var sent = arrivesAsItWas(text(16 * MIB));
    assertThat(sent.compressedBytes()).isLessThan(sent.rawBytes() / 2);
  }

  @Test
  void anEmptyStreamArrivesToo() throws Exception {
    arrivesAsItWas(new byte[0]);
  }

  private TransferResult arrivesAsItWas(byte[] bytes) throws Exception {
    var sink = Sink.fast();
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var sent = get(send(bytes, OPTIONS).result());
    assertThat(sink.bytes()).isEqualTo(bytes);
    assertThat(sent.sha256()).isEqualTo(sha256(bytes)).isEqualTo(get(received).sha256());
    assertThat(sent.rawBytes()).isEqualTo(bytes.length).isEqualTo(get(received).rawBytes());
    assertThat(sent.compressedBytes()).isEqualTo(get(received).compressedBytes());
    assertThat(sent.streams()).isBetween(1, OPTIONS.streams());
    assertThat(sink.isOpen()).isFalse();
    return sent;
  }

  @Test
  void aSlowSinkBoundsTheBytesInFlight() throws Exception {
    long rate = 4 * MIB;
    var sink = new Sink(rate);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var transfer = send(random(12 * MIB), OPTIONS);
    await().until(() -> sink.size() > 8 * MIB);
    long inFlight = transfer.progress().inFlightBytes();
    var sent = get(transfer.result());
    assertThat(get(received).sha256()).isEqualTo(sent.sha256());
    // rate x (round trip + half of the pause of 300 ms); as much again for a machine with hiccups
    assertThat(inFlight).isLessThan(rate * 3 / 10);
    assertThat(sent.peakInFlightBytes()).isLessThan(rate);
  }

  @Test
  void theMemoryBoundHoldsWhateverThePauseIs() throws Exception {
    var options = OPTIONS.withAllowedPause(Duration.ofMinutes(1)).withMaxInFlightBytes(2 * MIB);
    var sink = new Sink(8 * MIB);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var sent = get(send(random(12 * MIB), options).result());
    assertThat(get(received).peakInFlightBytes()).isLessThanOrEqualTo(2 * MIB);
    assertThat(sent.peakInFlightBytes()).isLessThanOrEqualTo(2 * MIB);
  }

  @Test
  void aReceiverWithLessMemoryBoundsTheSender() throws Exception {
    var sink = new Sink(8 * MIB);
    var received = server.receive(ID, "ticket", sink, OPTIONS.withMaxInFlightBytes(MIB));
    var sent = get(send(random(8 * MIB), OPTIONS.withAllowedPause(Duration.ofMinutes(1))).result());
    assertThat(get(received).sha256()).isEqualTo(sent.sha256());
    assertThat(sent.peakInFlightBytes()).isLessThanOrEqualTo(MIB);
  }

  @Test
  void aShorterPauseLetsLessBeInFlight() throws Exception {
    long rate = 4 * MIB;
    var sink = new Sink(rate);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var transfer = send(random(16 * MIB), OPTIONS.withAllowedPause(Duration.ofSeconds(2)));
    await().until(() -> transfer.progress().inFlightBytes() > 2 * MIB);
    transfer.allowPause(Duration.ofMillis(100));
    await().until(() -> transfer.progress().inFlightBytes() < MIB);
    assertThat(get(transfer.result()).sha256()).isEqualTo(get(received).sha256());
  }

  @Test
  void connectionsThatAreKilledAreMadeAgainAndNothingIsLost() throws Exception {
    var bytes = random(24 * MIB);
    var sink = new Sink(12 * MIB);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var transfer = send(bytes, OPTIONS);
    for (int mib = 4; mib <= 16; mib += 6) {
      int reached = mib * MIB;
      await().until(() -> sink.size() > reached);
      relay.kill();
    }
    assertThat(get(transfer.result()).sha256()).isEqualTo(get(received).sha256());
    assertThat(sink.bytes()).isEqualTo(bytes);
    assertThat(relay.accepted()).isGreaterThan(OPTIONS.streams());
  }

  @Test
  void aFrameSpoiltOnTheWayIsSentAgain() throws Exception {
    var bytes = random(8 * MIB);
    var sink = new Sink(8 * MIB);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var transfer = send(bytes, OPTIONS);
    await().until(() -> sink.size() > MIB);
    relay.spoil();
    assertThat(get(transfer.result()).sha256()).isEqualTo(get(received).sha256());
    assertThat(sink.bytes()).isEqualTo(bytes);
  }

  @Test
  void aLinkThatIsCutFailsBothSidesWithinTheDeadline() throws Exception {
    var sink = new Sink(4 * MIB);
    var received = server.receive(ID, "ticket", sink, HASTY);
    var transfer = send(random(32 * MIB), HASTY);
    await().until(() -> sink.size() > 2 * MIB);
    relay.cut();
    assertThat(failure(transfer.result())).isEqualTo(SILENT);
    assertThat(failure(received)).isEqualTo(SILENT);
    assertThat(sink.isOpen()).isFalse();
  }

  @Test
  void aLinkThatSwallowsEverythingFailsBothSidesWithinTheDeadline() throws Exception {
    var sink = new Sink(4 * MIB);
    var received = server.receive(ID, "ticket", sink, HASTY);
    var transfer = send(random(32 * MIB), HASTY);
    await().until(() -> sink.size() > 2 * MIB);
    relay.mute();
    assertThat(failure(transfer.result())).isEqualTo(SILENT);
    assertThat(failure(received)).isEqualTo(SILENT);
  }

  @Test
  void aSinkThatTakesNothingMoreFailsBothSidesWithinTheDeadline() throws Exception {
    var sink = new Sink(8 * MIB);
    var received = server.receive(ID, "ticket", sink, HASTY);
    var transfer = send(random(32 * MIB), HASTY);
    await().until(() -> sink.size() > 2 * MIB);
    sink.stick();
    assertThat(failure(transfer.result())).isEqualTo(SILENT);
    assertThat(failure(received)).isEqualTo(PEER);
  }

  @Test
  void aSinkThatFailsTellsTheSender() throws Exception {
    var sink = new Sink(8 * MIB);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var transfer = send(random(32 * MIB), OPTIONS);
    await().until(() -> sink.size() > 2 * MIB);
    sink.close();
    assertThat(failure(received)).isEqualTo(SINK);
    assertThat(failure(transfer.result())).isEqualTo(PEER);
  }

  @Test
  void aSourceThatFailsTellsTheReceiver() throws Exception {
    var source = SocketChannel.open();
    var received = server.receive(ID, "ticket", Sink.fast(), OPTIONS);
    var transfer = client.send(source, relay.address(), ID, "ticket", OPTIONS);
    assertThat(failure(transfer.result())).isEqualTo(SOURCE);
    // The source may have failed before any connection stood; then the receiver waits in vain.
    server.cancel(ID, "the test is over");
    assertThat(failure(received)).isIn(PEER, CANCELLED);
  }

  @Test
  void aSourceThatIsQuietForLongIsNotTakenForADeadLink() throws Exception {
    var source = new Quiet(random(MIB));
    var sink = Sink.fast();
    var received = server.receive(ID, "ticket", sink, HASTY);
    var transfer = client.send(source, relay.address(), ID, "ticket", HASTY);
    await().until(() -> transfer.progress().deliveredBytes() == MIB);
    long quietSince = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> System.nanoTime() - quietSince > HASTY.silence().toNanos() * 2);
    source.release();
    assertThat(get(transfer.result()).sha256()).isEqualTo(get(received).sha256());
  }

  @Test
  void theReceiverMayCancel() throws Exception {
    var sink = new Sink(4 * MIB);
    var received = server.receive(ID, "ticket", sink, OPTIONS);
    var transfer = send(random(64 * MIB), OPTIONS);
    await().until(() -> sink.size() > MIB);
    server.cancel(ID, "no more room");
    assertThat(failure(received)).isEqualTo(CANCELLED);
    assertThat(failure(transfer.result())).isEqualTo(PEER);
  }

  @Test
  void theSenderMayCancelEvenWhileItsSourceIsQuiet() throws Exception {
    var received = server.receive(ID, "ticket", Sink.fast(), OPTIONS);
    var transfer = client.send(new Quiet(random(MIB)), relay.address(), ID, "ticket", OPTIONS);
    await().until(() -> transfer.progress().deliveredBytes() == MIB);
    transfer.cancel("changed my mind");
    assertThat(failure(transfer.result())).isEqualTo(CANCELLED);
    assertThat(failure(received)).isEqualTo(PEER);
  }

  @Test
  void aWrongTicketIsRefusedAndTheTransferStillWaitsForTheRightOne() throws Exception {
    var received = server.receive(ID, "ticket", Sink.fast(), OPTIONS);
    var wrong = client.send(Channels.source(text(MIB)), relay.address(), ID, "guess", OPTIONS);
    assertThat(failure(wrong.result())).isEqualTo(REFUSED);
    assertThat(get(send(text(MIB), OPTIONS).result()).sha256()).isEqualTo(get(received).sha256());
  }

  @Test
  void anUnknownTransferIsRefused() throws Exception {
    assertThat(failure(send(text(MIB), OPTIONS).result())).isEqualTo(REFUSED);
  }

  @Test
  void aSecondSenderIsRefusedWhileTheFirstHasTheTransfer() throws Exception {
    var received = server.receive(ID, "ticket", new Sink(8 * MIB), OPTIONS);
    var first = send(random(16 * MIB), OPTIONS);
    await().until(() -> first.progress().deliveredBytes() > 0);
    assertThat(failure(send(text(MIB), OPTIONS).result())).isEqualTo(REFUSED);
    assertThat(get(first.result()).sha256()).isEqualTo(get(received).sha256());
  }

  @Test
  void aTransferIsExpectedOnlyOnceAtATime() throws Exception {
    var first = server.receive(ID, "ticket", Sink.fast(), OPTIONS);
    assertThat(failure(server.receive(ID, "ticket", Sink.fast(), OPTIONS))).isEqualTo(CANCELLED);
    server.cancel(ID, "enough");
    assertThat(failure(first)).isEqualTo(CANCELLED);
  }

  @Test
  void aTransferThatNobodySendsEndsWithItsAdmission() throws Exception {
    var options = OPTIONS.withAdmission(Duration.ofMillis(300));
    assertThat(failure(server.receive(ID, "ticket", Sink.fast(), options))).isEqualTo(SILENT);
  }

  @Test
  void aServerThatIsNotThereFailsTheSenderWithinTheDeadline() throws Exception {
    var gone = server.address();
    server.close();
    var transfer = client.send(Channels.source(text(MIB)), gone, ID, "ticket", HASTY);
    assertThat(failure(transfer.result())).isEqualTo(SILENT);
  }

  @Test
  void strangersOnThePortDisturbNobody() throws Exception {
    var received = server.receive(ID, "ticket", Sink.fast(), OPTIONS);
    assertThat(closesAfter(random(4096))).isTrue();
    assertThat(closesAfter("GET / HTTP/1.1\r\n\r\n".repeat(10).getBytes(US_ASCII))).isTrue();
    assertThat(closesAfter(FrameCodec.encode(new Frame.KeepAlive()).array())).isTrue();
    var large = new Frame.Data(0, (byte) 0, 200_000, ByteBuffer.wrap(random(200_000)));
    assertThat(closesAfter(FrameCodec.encode(large).array())).isTrue();
    assertThat(get(send(text(MIB), OPTIONS).result()).sha256()).isEqualTo(get(received).sha256());
  }

  @Test
  void progressIsToldOnBothSides() throws Exception {
    var received = server.receive(ID, "ticket", new Sink(4 * MIB), OPTIONS);
    var transfer = send(random(8 * MIB), OPTIONS);
    await().until(() -> transfer.progress().deliveredBytes() > 2 * MIB);
    var here = transfer.progress();
    var there = server.progress(ID).orElseThrow();
    assertThat(here.streams()).isEqualTo(there.streams()).isEqualTo(OPTIONS.streams());
    assertThat(here.rttNanos()).isPositive();
    assertThat(here.goodputBytesPerSecond()).isPositive();
    assertThat(here.inFlightBytes()).isPositive().isLessThanOrEqualTo(here.peakInFlightBytes());
    assertThat(here.rawBytes()).isEqualTo(here.deliveredBytes() + here.inFlightBytes());
    assertThat(there.deliveredBytes()).isPositive();
    assertThat(server.progress(new TransferId("other"))).isEmpty();
    assertThat(get(transfer.result()).sha256()).isEqualTo(get(received).sha256());
  }

  private Transfer send(byte[] bytes, TransferOptions options) {
    return client.send(Channels.source(bytes), relay.address(), ID, "ticket", options);
  }

  private boolean closesAfter(byte[] bytes) throws IOException {
    try (var socket = SocketChannel.open(server.address())) {
      socket.write(ByteBuffer.wrap(bytes));
      int answered = 0;
      for (int got = 0; got >= 0; got = socket.read(ByteBuffer.allocate(64))) {
        answered += got;
      }
      return answered < 64;
    } catch (IOException _) {
      return true;
    }
  }

  static TransferResult get(CompletionStage<TransferResult> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  static TransferException.Kind failure(CompletionStage<TransferResult> stage) throws Exception {
    try {
      throw new AssertionError("went well: " + get(stage));
    } catch (ExecutionException e) {
      return ((TransferException) requireNonNull(e.getCause())).kind();
    }
  }

  static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  static byte[] text(int size) {
    var bytes = new byte[size];
    var random = new Random(7);
    for (int at = 0; at < size; at += 64) {
      Arrays.fill(bytes, at, Math.min(size, at + 64), (byte) random.nextInt(8));
    }
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
