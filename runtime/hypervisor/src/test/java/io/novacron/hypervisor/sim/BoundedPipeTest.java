package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoundedPipeTest {
  private static final Duration STALL = Duration.ofSeconds(60);

  private interface Io {
    void run() throws IOException;
  }

  private static CompletableFuture<Void> async(ExecutorService threads, Io io) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            io.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  @Property(tries = 30)
  void whatIsWrittenIsReadInOrder(
      @ForAll @IntRange(min = 1, max = 300) int capacity,
      @ForAll @IntRange(min = 1, max = 500) int writeBytes,
      @ForAll @IntRange(min = 1, max = 500) int readBytes)
      throws IOException {
    byte[] sent = new byte[5_000];
    new Random(capacity).nextBytes(sent);
    var pipe = new BoundedPipe(capacity, STALL);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer =
          async(
              threads,
              () -> {
                for (int at = 0; at < sent.length; at += writeBytes) {
                  pipe.write(ByteBuffer.wrap(sent, at, Math.min(writeBytes, sent.length - at)));
                }
                pipe.end();
              });
      assertThat(readAll(pipe, readBytes)).isEqualTo(sent);
      writer.join();
    }
    assertThat(pipe.readBytes()).isEqualTo(sent.length);
    assertThat(pipe.waitingBytes()).isZero();
  }

  private static byte[] readAll(BoundedPipe pipe, int pieceBytes) throws IOException {
    var all = new ByteArrayOutputStream();
    ByteBuffer piece = ByteBuffer.allocate(pieceBytes);
    while (pipe.read(piece) >= 0) {
      all.write(piece.array(), 0, piece.position());
      piece.clear();
    }
    return all.toByteArray();
  }

  @Test
  void aWriterWhoseReaderTakesNothingGivesUp() {
    var pipe = new BoundedPipe(10, Duration.ofMillis(50));
    assertThatThrownBy(() -> pipe.write(ByteBuffer.allocate(11)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken nothing for too long");
    assertThatThrownBy(() -> pipe.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
  }

  @Test
  void whoWaitsForAReaderThatHasGoneSilentFindsOut() throws IOException {
    var pipe = new BoundedPipe(10, Duration.ofMillis(20));
    pipe.write(ByteBuffer.allocate(5));
    assertThatThrownBy(() -> pipe.pause(Duration.ofMillis(50))).isInstanceOf(IOException.class);
  }

  @Test
  void aFailureWakesTheWaitingReaderAndIsToldToBothEnds() {
    var pipe = new BoundedPipe(10, STALL);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader = async(threads, () -> pipe.read(ByteBuffer.allocate(1)));
      pipe.fail("cancelled");
      pipe.fail("too late to say so");
      assertThatThrownBy(reader::join).hasMessageContaining("cancelled");
    }
    assertThatThrownBy(() -> pipe.write(ByteBuffer.allocate(1))).hasMessage("cancelled");
  }

  @Test
  void aReaderThatClosesLetsTheWriterFail() {
    var pipe = new BoundedPipe(10, STALL);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer = async(threads, () -> pipe.write(ByteBuffer.allocate(100)));
      pipe.close();
      assertThatThrownBy(writer::join).hasMessageContaining("closed it");
    }
    assertThat(pipe.isOpen()).isFalse();
    assertThatThrownBy(() -> pipe.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aCloseAfterTheEndHarmsNobody() throws IOException {
    var pipe = new BoundedPipe(10, STALL);
    pipe.end();
    assertThat(pipe.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    pipe.close();
    pipe.end();
  }

  @Test
  void anInterruptedReaderClosesThePipe() {
    var pipe = new BoundedPipe(10, STALL);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pipe.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pipe.isOpen()).isFalse();
  }

  @Test
  void anInterruptedWriterStops() {
    var pipe = new BoundedPipe(1, STALL);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pipe.write(ByteBuffer.allocate(2)))
        .isInstanceOf(java.io.InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
