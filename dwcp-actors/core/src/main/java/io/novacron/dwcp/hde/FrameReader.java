package io.novacron.dwcp.hde;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FrameWriter} has written. */
public final class FrameReader {
  private final InputStream in;

  /** Reads from {@code in}, which the caller closes. */
  public FrameReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next frame, or null at the end.
   *
   * @throws MalformedPayloadException if what comes is no frame, a damaged one, or half of one
   */
  public @Nullable Frame next() throws IOException {
    byte[] header = in.readNBytes(Frame.HEADER);
    if (header.length == 0) {
      return null;
    }
    demand(header, Frame.HEADER);
    ByteBuffer head = ByteBuffer.wrap(header);
    int bytes = Frame.payloadBytes(head);
    byte[] payload = in.readNBytes(bytes);
    demand(payload, bytes);
    return Frame.read(head, ByteBuffer.wrap(payload));
  }

  private static void demand(byte[] read, int bytes) throws MalformedPayloadException {
    if (read.length < bytes) {
      throw new MalformedPayloadException("it ends in the middle of a frame");
    }
  }
}
