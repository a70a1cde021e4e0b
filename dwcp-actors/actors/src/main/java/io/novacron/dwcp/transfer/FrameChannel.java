package io.novacron.dwcp.transfer;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A connection that speaks frames; one thread may read while another writes, anyone may close. */
final class FrameChannel implements Closeable {
  /** What may end in an exception of a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private static final int MOST_LINGERED_BYTES = 64 * 1024;

  private final SocketChannel socket;
  private final Wire wire;
  private ByteBuffer in = ByteBuffer.allocate(Frame.HEADER_BYTES + Frame.MAX_HELLO_BYTES).flip();
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean open = true;

  private FrameChannel(SocketChannel socket, Wire wire) throws IOException {
    this.socket = socket;
    this.wire = wire;
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** The end of a connection that was dialled by another node; in the clear without a context. */
  static FrameChannel accepted(SocketChannel socket, @Nullable SSLContext tls) throws IOException {
    return new FrameChannel(
        socket, tls == null ? Wire.plain(socket) : TlsWire.accepted(tls, socket));
  }

  /** Connects, under TLS if there is a context, or fails; each within {@code limit}. */
  static FrameChannel dial(InetSocketAddress target, Duration limit, @Nullable SSLContext tls)
      throws IOException {
    var socket = SocketChannel.open();
    try {
      socket.socket().connect(target, (int) limit.toMillis());
      Wire wire =
          tls == null
              ? Wire.plain(socket)
              : within(limit, socket, () -> TlsWire.dialled(tls, socket));
      return new FrameChannel(socket, wire);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Reads one frame, small as those of a handshake are; closes if it is not there in time. */
  Frame readWithin(Duration limit) throws IOException {
    return within(limit, this, this::read);
  }

  /**
   * Says no more, and takes what still comes until the other side closes, at most for {@code
   * limit}: to close with bytes unread would take back from the network what was said last.
   */
  void linger(Duration limit) throws IOException {
    socket.shutdownOutput();
    var ignored = ByteBuffer.allocate(MOST_LINGERED_BYTES);
    within(
        limit,
        this,
        () -> {
          while (ignored.hasRemaining() && socket.read(ignored) >= 0) {
            // Nobody wants it.
          }
          return ignored;
        });
  }

  private static <T> T within(Duration limit, Closeable late, Work<T> work) throws IOException {
    var alarm =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS);
    var _ = alarm.thenAccept(rung -> closeIf(rung, late));
    try {
      return work.run();
    } finally {
      alarm.complete(false);
    }
  }

  private static void closeIf(boolean rung, Closeable late) {
    try {
      if (rung) {
        late.close();
      }
    } catch (IOException _) {
      // It is gone either way.
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
    int got = wire.read(in);
    in.flip();
    if (got < 0) {
      throw new EOFException("the other side closed the connection");
    }
  }

  /** Writes all of {@code frame}; returns its size in bytes. */
  int write(ByteBuffer frame) throws IOException {
    int bytes = frame.remaining();
    while (frame.hasRemaining()) {
      wire.write(frame);
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

  /** Who is at the other end, as text. */
  String peer() {
    return String.valueOf(socket.socket().getRemoteSocketAddress());
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
}
