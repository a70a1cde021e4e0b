package io.novacron.dwcp.hde;

import java.io.IOException;

/** Where frames go. */
@FunctionalInterface
public interface FrameSink {
  /** Takes a frame; its payload is used again after the call. */
  void take(Frame frame) throws IOException;
}
