package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.REFUSED;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One of the sender's connections: dials, sends what waits, and dials again when it breaks. */
final class SendStream implements Runnable {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
  private static final Duration LAST_BACKOFF = Duration.ofSeconds(1);

  private static final Duration DIAL = Duration.ofSeconds(3);

  private final Sending sending;
  private final int stream;
  private Duration backoff = FIRST_BACKOFF;

  SendStream(Sending sending, int stream) {
    this.sending = sending;
    this.stream = stream;
  }

  @Override
  public void run() {
    try {
      while (!sending.ending.over()) {
        connect();
        sending.ending.awaitEnd(backoff.toNanos());
        backoff = longer(backoff);
      }
    } catch (IOException _) {
      // Interrupted while it waited: the transfer is being cleared up.
    }
  }

  private static Duration longer(Duration backoff) {
    var twice = backoff.multipliedBy(2);
    return twice.compareTo(LAST_BACKOFF) > 0 ? LAST_BACKOFF : twice;
  }

  private void connect() {
    try (var channel = sending.target.dial(DIAL)) {
      introduce(channel);
      carry(channel);
      sending.left(stream, "the connection was closed");
    } catch (IOException e) {
      sending.left(stream, String.valueOf(e.getMessage()));
    }
  }

  private void introduce(FrameChannel channel) throws IOException {
    var hello = new Frame.Hello(sending.id.value(), sending.ticket, sending.sender, stream);
    channel.write(hello);
    switch (channel.readWithin(sending.options.silence())) {
      case Frame.Welcome welcome -> welcomed(channel, welcome);
      case Frame.Abort abort ->
          sending.ending.fail(REFUSED, "the receiver refused: " + abort.reason(), null);
      case Frame other -> throw new AmstProtocolException("not an answer to a hello: " + other);
    }
  }

  private void welcomed(FrameChannel channel, Frame.Welcome welcome) {
    channel.handshaken();
    sending.joined(stream, channel, welcome);
    backoff = FIRST_BACKOFF;
  }

  private void carry(FrameChannel channel) throws IOException {
    var listener = sending.thread("acks-" + stream, () -> listen(channel));
    listener.start();
    try {
      while (channel.isOpen() && !sending.ending.over()) {
        sending.sent(channel.write(next(channel)));
      }
      farewell(channel);
    } finally {
      channel.close();
      Ending.join(listener);
    }
  }

  private ByteBuffer next(FrameChannel channel) throws IOException {
    var frame = sending.take(stream, channel);
    return frame == null ? FrameCodec.encode(new Frame.KeepAlive()) : frame;
  }

  private void farewell(FrameChannel channel) throws IOException {
    if (channel.isOpen() && sending.ending.failure() != null) {
      channel.write(new Frame.Abort(sending.ending.reason()));
    }
  }

  private void listen(FrameChannel channel) {
    try (channel) {
      while (!sending.ending.over()) {
        sending.heard(channel.read());
      }
    } catch (IOException _) {
      // The connection is gone; its writer sees it closed and dials anew.
    } finally {
      sending.ending.wake();
    }
  }
}
