package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;

/** A sender's books over a path with a rate and a delay, in a time of its own. */
final class SimulatedPath {
  private record Flight(long sequence, long ackNanos, long writtenNanos) {}

  /** The receiver's clock is not the sender's. */
  private static final long CLOCK_OFFSET_NANOS = -1_234_567_890_123L;

  final InFlightWindow window;
  final SendLedger ledger;
  private final ArrayDeque<Flight> flying = new ArrayDeque<>();
  private final int compression;
  private long bytesPerSecond;
  private long rttNanos;
  private long freeNanos;
  private long sequence;
  long nowNanos = 1_000_000_000L;

  SimulatedPath(long bytesPerSecond, Duration rtt, Duration pause, int compression) {
    this.bytesPerSecond = bytesPerSecond;
    this.rttNanos = rtt.toNanos();
    this.compression = compression;
    this.window = new InFlightWindow(128 * 1024, 64 << 20, pause, 0.5);
    this.ledger = new SendLedger(window, 128 * 1024);
  }

  void become(long newBytesPerSecond, Duration rtt) {
    bytesPerSecond = newBytesPerSecond;
    rttNanos = rtt.toNanos();
  }

  /** A source that always has something; returns the raw bytes delivered per second. */
  long run(Duration duration) throws AmstProtocolException {
    long end = nowNanos + duration.toNanos();
    long before = ledger.deliveredBytes();
    while (nowNanos < end) {
      fill();
      arrive();
    }
    return (long) ((ledger.deliveredBytes() - before) / (duration.toNanos() / 1e9));
  }

  /** A source that has one piece every {@code every}. */
  void trickle(int pieces, Duration every) throws AmstProtocolException {
    for (int i = 0; i < pieces; i++) {
      send(16 * 1024);
      arrive();
      nowNanos += every.toNanos();
    }
  }

  private void fill() {
    int room = ledger.readableBytes(nowNanos);
    while (room > 0) {
      send(room);
      room = ledger.readableBytes(nowNanos);
    }
  }

  private void send(int rawBytes) {
    ledger.append(ByteBuffer.allocate(Math.max(1, rawBytes / compression)), rawBytes);
    var frame = ledger.take(0, nowNanos);
    int bytes = frame == null ? 0 : frame.remaining();
    freeNanos = Math.max(freeNanos, nowNanos) + (long) (bytes * 1e9 / bytesPerSecond);
    long written = freeNanos + rttNanos / 2;
    flying.add(new Flight(sequence++, written + rttNanos / 2, written));
  }

  private void arrive() throws AmstProtocolException {
    var flight = flying.poll();
    if (flight != null) {
      nowNanos = Math.max(nowNanos, flight.ackNanos());
      long written = flight.writtenNanos() + CLOCK_OFFSET_NANOS;
      var _ = ledger.acked(new Frame.Ack(flight.sequence() + 1, written), nowNanos);
    }
  }
}
