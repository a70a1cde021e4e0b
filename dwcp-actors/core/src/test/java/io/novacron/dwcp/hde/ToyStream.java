package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.stream.RamBlock;
import io.novacron.dwcp.hde.stream.RamLayout;
import io.novacron.dwcp.hde.stream.StreamFigures;
import io.novacron.dwcp.hde.stream.StreamParser;
import io.novacron.dwcp.hde.stream.StreamParts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A guest's stream of the simplest kind, and its parser: M size, P page, Z first count, B bytes.
 */
final class ToyStream {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ToyStream memory(int pages) {
    return put(ByteBuffer.allocate(5).put((byte) 'M').putInt(pages));
  }

  ToyStream page(int page, byte[] content) {
    put(ByteBuffer.allocate(5).put((byte) 'P').putInt(page));
    out.writeBytes(content);
    return this;
  }

  ToyStream zeros(int first, int count) {
    return put(ByteBuffer.allocate(9).put((byte) 'Z').putInt(first).putInt(count));
  }

  ToyStream oddZero(int page, int mask, long noise) {
    var record = ByteBuffer.allocate(17).put((byte) 'X').putInt(page ^ mask);
    return put(record.putInt(mask).putLong(noise));
  }

  ToyStream bytes(byte[] bytes) {
    put(ByteBuffer.allocate(5).put((byte) 'B').putInt(bytes.length));
    out.writeBytes(bytes);
    return this;
  }

  private ToyStream put(ByteBuffer record) {
    byte[] bytes = new byte[record.position()];
    record.get(0, bytes);
    out.writeBytes(bytes);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** Keeps what is not a whole record. */
  static final class Parser implements StreamParser {
    private byte[] kept = new byte[0];

    @Override
    public void take(byte[] from, int at, int length, StreamParts parts) {
      byte[] all = new byte[kept.length + length];
      System.arraycopy(kept, 0, all, 0, kept.length);
      System.arraycopy(from, at, all, kept.length, length);
      int done = 0;
      for (int width = width(all, done); width > 0; width = width(all, done)) {
        say(all, done, width, parts);
        done += width;
      }
      kept = Arrays.copyOfRange(all, done, all.length);
    }

    private static int width(byte[] all, int at) {
      int left = all.length - at;
      if (left < 5) {
        return 0;
      }
      int width =
          switch (all[at]) {
            case 'P' -> 5 + Pages.PAGE;
            case 'Z' -> 9;
            case 'X' -> 17;
            case 'B' -> 5 + ByteBuffer.wrap(all).getInt(at + 1);
            default -> 5;
          };
      return width <= left ? width : 0;
    }

    private static void say(byte[] all, int at, int width, StreamParts parts) {
      var numbers = ByteBuffer.wrap(all);
      long address = (long) numbers.getInt(at + 1) * Pages.PAGE;
      switch (all[at]) {
        case 'P' -> parts.page(all, at, 5, address, all, at + 5);
        case 'Z' -> parts.zeroes(all, at, width, address, numbers.getInt(at + 5));
        case 'X' -> {
          long page = numbers.getInt(at + 1) ^ numbers.getInt(at + 5);
          parts.zeroes(all, at, width, page * Pages.PAGE, 1);
        }
        case 'M' -> {
          parts.bytes(all, at, width);
          parts.layout(new RamLayout(List.of(new RamBlock("toy", address, 0))));
        }
        default -> parts.bytes(all, at, width);
      }
    }

    @Override
    public void end(StreamParts parts) {
      parts.bytes(kept, 0, kept.length);
    }

    @Override
    public StreamFigures figures() {
      return new StreamFigures(0, 0, 0, 0, 0, 0, 0, "");
    }
  }
}
