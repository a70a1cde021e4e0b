package io.novacron.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is encoded against what.
 *
 * @param baseName as it is in the file of pairs; {@code -} for none
 * @param base null for none
 */
record HdePair(String baseName, String currentName, @Nullable Path base, Path current) {
  private static final String NONE = "-";

  /**
   * All pairs of a file; blank lines and those that begin with # are left out.
   *
   * @throws IOException if a line is no pair, or names what is not there: which, and where
   */
  static List<HdePair> in(Path file, Path folder) throws IOException {
    List<HdePair> pairs = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        pairs.add(of(line, folder, file + ":" + number));
      }
    }
    return pairs;
  }

  private static HdePair of(String line, Path folder, String where) throws IOException {
    String[] names = line.strip().split("\t", -1);
    if (names.length != 2) {
      throw new IOException(where + ": not base<TAB>current: " + line);
    }
    Path base = names[0].equals(NONE) ? null : file(folder, names[0], where);
    return new HdePair(names[0], names[1], base, file(folder, names[1], where));
  }

  private static Path file(Path folder, String name, String where) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException(where + ": there is no file " + file);
    }
    return file;
  }
}
