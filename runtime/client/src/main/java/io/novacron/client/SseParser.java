package io.novacron.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits a stream of server-sent events (WHATWG HTML, section 9.2) into the data of each; it holds
 * at most one event, and refuses one that is too long.
 */
final class SseParser {
  private static final int MAX_EVENT_BYTES = 4 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean afterReturn;

  /**
   * @param sink gets the data of each event that ends in {@code bytes}
   * @throws IOException if an event is longer than 4 MiB
   */
  void feed(ByteBuffer bytes, Consumer<String> sink) throws IOException {
    while (bytes.hasRemaining()) {
      feed(bytes.get(), sink);
    }
  }

  /** Lines end in LF, CR or CR LF. */
  private void feed(byte next, Consumer<String> sink) throws IOException {
    boolean secondHalf = afterReturn && next == '\n';
    afterReturn = next == '\r';
    if (secondHalf) {
      return;
    }
    if (next == '\n' || next == '\r') {
      endLine(sink);
    } else if (line.size() + data.length() < MAX_EVENT_BYTES) {
      line.write(next);
    } else {
      throw new IOException("event longer than " + MAX_EVENT_BYTES + " bytes");
    }
  }

  private void endLine(Consumer<String> sink) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isEmpty()) {
      dispatch(sink);
    } else if (text.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(value(text));
    }
    // The id and the kind are in the data as well; comments only keep the connection alive.
  }

  private void dispatch(Consumer<String> sink) {
    if (!data.isEmpty()) {
      sink.accept(data.toString());
      data.setLength(0);
    }
  }

  private static String value(String line) {
    int start = "data:".length();
    return line.startsWith(" ", start) ? line.substring(start + 1) : line.substring(start);
  }
}
