package io.novacron.bench;

import io.novacron.dwcp.hde.MessageDictionary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./novacron bench messages}. */
@Command(
    name = "messages",
    description =
        "Encodes and decodes each line of a file as a message: alone, with a dictionary, and"
            + " against the same line of an earlier file. Of the earlier file every other line"
            + " trains the dictionary; the others are measured if they have changed.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MessagesCommand implements Callable<Integer> {
  @Option(names = "--before", required = true, description = "The earlier file.")
  private Path before = Path.of("");

  @Option(names = "--now", required = true, description = "The later file, line by line the same.")
  private Path now = Path.of("");

  @Option(names = "--runs", description = "Passes, of which the fastest counts (5).")
  private int runs = 5;

  @Option(names = "-o", description = "json or table (json).")
  private OutputForm output = OutputForm.json;

  @Override
  public Integer call() throws IOException {
    var context = new Context();
    try {
      List<byte[]> earlier = lines(before);
      Changes changes = changes(earlier, lines(now));
      var document = new LinkedHashMap<String, Object>();
      document.put("messages", cases(dictionary(earlier), changes));
      document.put("context", context.json(List.of(), Map.of("runs", runs)));
      System.out.println(output.text(document));
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("messages: " + e.getMessage());
      return BenchMain.CANNOT_RUN;
    }
  }

  /** Records that have changed, in the same order. */
  record Changes(List<byte[]> before, List<byte[]> now) {}

  private static List<byte[]> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static MessageDictionary dictionary(List<byte[]> lines) {
    List<byte[]> samples = new ArrayList<>();
    for (int line = 0; line < lines.size(); line += 2) {
      samples.add(lines.get(line));
    }
    return MessageDictionary.train(1, samples);
  }

  private static Changes changes(List<byte[]> before, List<byte[]> now) {
    var changes = new Changes(new ArrayList<>(), new ArrayList<>());
    for (int line = 1; line < Math.min(before.size(), now.size()); line += 2) {
      if (!Arrays.equals(before.get(line), now.get(line))) {
        changes.before.add(before.get(line));
        changes.now.add(now.get(line));
      }
    }
    if (changes.now.isEmpty()) {
      throw new IllegalArgumentException("no line that is measured has changed");
    }
    return changes;
  }

  private List<Map<String, Object>> cases(MessageDictionary dictionary, Changes changes)
      throws IOException {
    var shared = List.of(dictionary);
    return List.of(
        MessagesRun.of(List.of(), false, changes, runs).json("alone"),
        MessagesRun.of(shared, false, changes, runs).json("dictionary"),
        MessagesRun.of(List.of(), true, changes, runs).json("previous"),
        MessagesRun.of(shared, true, changes, runs).json("previousAndDictionary"));
  }
}
