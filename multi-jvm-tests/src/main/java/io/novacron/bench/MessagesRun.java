package io.novacron.bench;

import io.novacron.bench.MessagesCommand.Changes;
import io.novacron.dwcp.hde.MessageCoder;
import io.novacron.dwcp.hde.MessageDictionary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All messages in one way.
 *
 * @param bytes of all messages
 * @param wireBytes of all frames
 * @param encodeNanos CPU time of the thread for all of them
 */
record MessagesRun(
    int messages,
    long bytes,
    long wireBytes,
    long encodeNanos,
    long decodeNanos,
    boolean identical) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static MessagesRun of(
      List<MessageDictionary> dictionaries, boolean previous, Changes changes, int runs)
      throws IOException {
    try (var coder = new MessageCoder(dictionaries)) {
      MessagesRun best = pass(coder, previous, changes);
      for (int run = 1; run < runs; run++) {
        MessagesRun next = pass(coder, previous, changes);
        best = next.encodeNanos < best.encodeNanos ? next : best;
      }
      return best;
    }
  }

  private static MessagesRun pass(MessageCoder coder, boolean previous, Changes changes)
      throws IOException {
    List<byte[]> frames = new ArrayList<>();
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < changes.now().size(); i++) {
      byte[] before = previous ? changes.before().get(i) : null;
      frames.add(coder.encode(changes.now().get(i), before));
    }
    long encoded = THREADS.getCurrentThreadCpuTime();
    boolean identical = true;
    for (int i = 0; i < frames.size(); i++) {
      byte[] before = previous ? changes.before().get(i) : null;
      byte[] message = coder.decode(frames.get(i), before);
      identical &= Arrays.equals(message, changes.now().get(i));
    }
    long decoded = THREADS.getCurrentThreadCpuTime();
    return new MessagesRun(
        frames.size(),
        bytes(changes.now()),
        bytes(frames),
        encoded - start,
        decoded - encoded,
        identical);
  }

  private static long bytes(List<byte[]> all) {
    return all.stream().mapToLong(one -> one.length).sum();
  }

  Map<String, Object> json(String against) {
    var all = new LinkedHashMap<String, Object>();
    all.put("against", against);
    all.put("messages", messages);
    all.put("bytesPerMessage", HdeRun.rounded((double) bytes / messages));
    all.put("wireBytesPerMessage", HdeRun.rounded((double) wireBytes / messages));
    all.put("ratio", HdeRun.rounded((double) bytes / wireBytes));
    all.put("encodeMicros", HdeRun.rounded(encodeNanos / 1e3 / messages));
    all.put("decodeMicros", HdeRun.rounded(decodeNanos / 1e3 / messages));
    all.put("identical", identical);
    return all;
  }
}
