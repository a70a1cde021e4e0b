package io.novacron.multijvm.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** One direction of one connection: a thread that takes bytes in and one that lets them out. */
final class Pipe {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final double MEBIBYTE = 1024 * 1024;

  private record Piece(ByteBuffer bytes, long dueNanos) {}

  /** No bytes: the end. */
  private static final Piece END = new Piece(ByteBuffer.allocate(0), 0);

  private final SocketChannel from;
  private final SocketChannel to;
  private final OneWay way;
  private final LinkProfile profile;
  private final SplittableRandom random;
  private final Semaphore room;
  private final BlockingQueue<Piece> flying = new LinkedBlockingQueue<>();
  private final long openNanos;
  private long notBeforeNanos;

  /**
   * @param openNanos before which nothing moves, since the connection is still being made
   */
  Pipe(
      SocketChannel from,
      SocketChannel to,
      OneWay way,
      LinkProfile profile,
      SplittableRandom random,
      long openNanos) {
    this.from = from;
    this.to = to;
    this.way = way;
    this.profile = profile;
    this.random = random;
    this.openNanos = openNanos;
    long bound = profile.bandwidthDelayBytes() + profile.bufferBytes();
    this.room = new Semaphore(Math.clamp(bound, 2 * PIECE_BYTES, 256 << 20), true);
  }

  /** Takes in what comes, until it ends. */
  void takeIn() throws IOException, InterruptedException {
    way.awaitArrival(openNanos);
    var bytes = ByteBuffer.allocate(PIECE_BYTES);
    while (from.read(bytes) >= 0) {
      fly(bytes.flip());
      bytes.clear();
    }
    flying.add(END);
  }

  private void fly(ByteBuffer bytes) throws InterruptedException {
    int count = bytes.remaining();
    // Who does not take its bytes out at the far end cannot put more in here.
    room.acquire(count);
    notBeforeNanos = Math.max(notBeforeNanos, way.enter(count) + stall(count));
    flying.add(new Piece(ByteBuffer.allocate(count).put(bytes).flip(), notBeforeNanos));
  }

  /** Lets out what has come in, each piece in its time. */
  void letOut() throws IOException, InterruptedException {
    var piece = flying.take();
    int count = piece.bytes().remaining();
    while (count > 0) {
      way.awaitArrival(piece.dueNanos());
      while (piece.bytes().hasRemaining()) {
        to.write(piece.bytes());
      }
      room.release(count);
      piece = flying.take();
      count = piece.bytes().remaining();
    }
    to.shutdownOutput();
  }

  private long stall(int bytes) {
    double chance = profile.stallsPerMebibyte() * bytes / MEBIBYTE;
    return random.nextDouble() < chance ? profile.stall().toNanos() : 0;
  }
}
