package io.novacron.dwcp.hde;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image that was encoded, and the way back. */
final class Coded {
  final List<Frame> frames = new ArrayList<>();
  final ImageEncoder.Sent sent;

  Coded(byte[] image, byte @Nullable [] base) throws IOException {
    try (var encoder = new ImageEncoder(3, () -> 0)) {
      Image before = base == null ? null : Pictures.image(base);
      sent = encoder.encode(Pictures.image(image), before, this::keep);
    }
  }

  /** As frames are to be kept: by a copy. */
  private void keep(Frame frame) {
    byte[] payload = new byte[frame.payload().remaining()];
    frame.payload().duplicate().get(payload);
    frames.add(new Frame(frame.type(), frame.region(), frame.mark(), ByteBuffer.wrap(payload)));
  }

  long wireBytes() {
    return frames.stream().mapToLong(Frame::length).sum();
  }

  byte[] bytes() throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new FrameWriter(out);
    for (Frame frame : frames) {
      writer.take(frame);
    }
    return out.toByteArray();
  }

  static byte[] decoded(List<Frame> frames, byte @Nullable [] base) throws IOException {
    var room = new byte[1][];
    try (var decoder = decoder(room, base)) {
      for (Frame frame : frames) {
        decoder.take(frame);
      }
      if (!decoder.isProven(decoder.digests())) {
        throw new MalformedPayloadException("not proven");
      }
    }
    return room[0];
  }

  static ImageDecoder decoder(byte[][] room, byte @Nullable [] base) {
    return new ImageDecoder(
        bytes -> {
          if (bytes > 64 << 20) {
            throw new MalformedPayloadException(bytes + " bytes are too many for this test");
          }
          room[0] = Pictures.of((int) bytes, 99);
          return MemorySegment.ofArray(room[0]);
        },
        base == null ? null : Pictures.image(base));
  }

  static byte[] decoded(byte[] stream, byte @Nullable [] base) throws IOException {
    var reader = new FrameReader(new ByteArrayInputStream(stream));
    List<Frame> frames = new ArrayList<>();
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      frames.add(frame);
    }
    return decoded(frames, base);
  }
}
