package io.novacron.node;

import io.novacron.init.BootHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last boots of a node, in {@code boots.ndjson} of its folder: a line when one begins, and one
 * when it ends. A line that was not written to its end, as when the machine lost its power, is
 * passed over.
 */
final class BootHistoryFile {
  private static final int MOST_BOOTS = 50;
  private static final int MOST_LINES = 2 * MOST_BOOTS;

  /** Hundreds of times what a node with many components writes. */
  private static final long MOST_BYTES = 32L << 20;

  /** As {@link BootEntry} begins; the rest of it is not read when a node starts. */
  private static final Pattern NUMBER = Pattern.compile("\\{\"version\":\\d+,\"boot\":(\\d{1,9}),");

  private final Path file;

  private BootHistoryFile(Path file) {
    this.file = file;
  }

  /** That of the node whose data is in {@code folder}. */
  static BootHistoryFile in(Path folder) {
    return new BootHistoryFile(folder.resolve("boots.ndjson"));
  }

  /** The number of the next boot. */
  int next() throws IOException {
    int last = 0;
    for (String line : lines()) {
      Matcher number = NUMBER.matcher(line);
      last = number.lookingAt() ? Math.max(last, Integer.parseInt(number.group(1))) : last;
    }
    return last + 1;
  }

  /** The last boots, oldest first. */
  List<BootEntry> entries() throws IOException {
    Map<Integer, BootEntry> entries = new TreeMap<>();
    for (String line : lines()) {
      BootEntry.parse(line).ifPresent(entry -> entries.put(entry.boot(), entry));
    }
    List<BootEntry> all = List.copyOf(entries.values());
    return all.subList(Math.max(0, all.size() - MOST_BOOTS), all.size());
  }

  /** What those of them took that were ready; nothing when the file cannot be read. */
  BootHistory history() {
    try {
      return historyOf(entries());
    } catch (IOException e) {
      return new BootHistory(List.of());
    }
  }

  static BootHistory historyOf(List<BootEntry> entries) {
    return new BootHistory(
        entries.stream().map(BootEntry::figures).flatMap(Optional::stream).toList());
  }

  /** The last boot one by one that was ready; the others are not even looked at. */
  Optional<BootEntry> lastOneByOne() throws IOException {
    return lines().reversed().stream()
        .filter(
            line -> line.contains("\"outcome\":\"ready\"") && line.contains("\"oneByOne\":true"))
        .map(BootEntry::parse)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Adds a line; when there are too many, the oldest go. */
  void append(BootEntry entry) throws IOException {
    Files.createDirectories(file.getParent());
    List<String> lines = new ArrayList<>(lines());
    if (lines.size() < MOST_LINES) {
      String own = (isTorn() ? "\n" : "") + entry.line() + "\n";
      Files.writeString(file, own, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } else {
      lines.add(entry.line());
      replace(lines.subList(lines.size() - MOST_LINES + 2, lines.size()));
    }
  }

  /** All at once, so that there is always the old or the new file. */
  private void replace(List<String> lines) throws IOException {
    Path other = file.resolveSibling("boots.ndjson.new");
    Files.writeString(other, String.join("\n", lines) + "\n");
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean isTorn() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    try (var channel = Files.newByteChannel(file)) {
      channel.position(channel.size() - 1);
      var last = ByteBuffer.allocate(1);
      channel.read(last);
      return last.get(0) != '\n';
    }
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is larger than " + MOST_BYTES + " bytes: move it away");
    }
    // Malformed text of a torn line must not hide the others.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }
}
