package io.novacron.dwcp.transfer;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection that speaks frames; one thread may read while another writes, anyone may close. */
final class FrameChannel implements AutoCloseable {
  private final SocketChannel socket;
  private ByteBuffer in = ByteBuffer.allocate(Frame.HEADER_BYTES + Frame.MAX_HELLO_BYTES).flip();
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean open = true;

  FrameChannel(SocketChannel socket) throws IOException {
    this.socket = socket;
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Connects, or fails, within {@code limit}. */
  static FrameChannel dial(InetSocketAddress target, Duration limit) throws IOException {
    var socket = SocketChannel.open();
    try {
      socket.socket().connect(target, (int) limit.toMillis());
      return new FrameChannel(socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Reads one frame, small as those of a handshake are; closes if it is not there in time. */
  Frame readWithin(Duration limit) throws IOException {
    var alarm =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS);
    var _ = alarm.thenAccept(this::closeIf);
    try {
      return read();
    } finally {
      alarm.complete(false);
    }
  }

  /** From now on frames may be as large as they come. */
  void handshaken() {
    in = ByteBuffer.allocate(2 * FrameCodec.largestFrameBytes()).put(in).flip();
  }

  /** Waits for a frame; {@link EOFException} when the other side has closed. */
  Frame read() throws IOException {
    while (true) {
      var frame = FrameCodec.decode(in);
      if (frame != null) {
        heardNanos = System.nanoTime();
        return frame;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    in.compact();
    if (!in.hasRemaining()) {
      throw new AmstProtocolException("a frame that does not belong into a handshake");
    }
    int got = socket.read(in);
    in.flip();
    if (got < 0) {
      throw new EOFException("the other side closed the connection");
    }
  }

  /** Writes all of {@code frame}; returns its size in bytes. */
  int write(ByteBuffer frame) throws IOException {
    int bytes = frame.remaining();
    while (frame.hasRemaining()) {
      socket.write(frame);
    }
    return bytes;
  }

  int write(Frame frame) throws IOException {
    return write(FrameCodec.encode(frame));
  }

  /** When the last frame came, {@link System#nanoTime}; at first when the connection was made. */
  long heardNanos() {
    return heardNanos;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }

  private void closeIf(boolean late) {
    if (late) {
      close();
    }
  }
}
