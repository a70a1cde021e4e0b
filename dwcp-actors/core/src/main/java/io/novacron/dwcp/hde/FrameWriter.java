package io.novacron.dwcp.hde;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes frames one after another. */
public final class FrameWriter implements FrameSink {
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(Frame.HEADER + Frame.MOST_PAYLOAD);

  /** Writes to {@code out}, which the caller closes. */
  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void take(Frame frame) throws IOException {
    buffer.clear();
    frame.write(buffer);
    out.write(buffer.array(), 0, buffer.position());
  }
}
