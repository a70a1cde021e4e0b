package io.novacron.dwcp.transfer;

import io.novacron.dwcp.amst.Frame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One connection of a transfer that comes in: frames one way, acknowledgements the other. */
final class ReceiveStream {
  private final Receiving receiving;
  private final FrameChannel channel;
  private final int stream;

  ReceiveStream(Receiving receiving, FrameChannel channel, int stream) {
    this.receiving = receiving;
    this.channel = channel;
    this.stream = stream;
  }

  /** Serves the connection, whose Hello was good, until it ends. */
  void serve(Frame welcome) throws IOException {
    channel.handshaken();
    channel.write(welcome);
    var speaker = receiving.thread("acks-" + stream, this::speak);
    speaker.start();
    try {
      while (true) {
        receiving.heard(channel.read());
      }
    } finally {
      channel.close();
      receiving.left(stream, channel);
      Ending.join(speaker);
    }
  }

  private void speak() {
    try {
      @Nullable Frame said = null;
      while (channel.isOpen() && !(said instanceof Frame.Done || said instanceof Frame.Abort)) {
        said = receiving.awaitWord(said, channel);
        channel.write(said);
      }
      receiving.awaitGone(channel);
    } catch (IOException _) {
      // The connection is gone, or is to go.
    } finally {
      channel.close();
    }
  }
}
