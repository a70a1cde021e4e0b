package io.novacron.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Places at which a test can halt a migration, to kill a node there. Off unless a directory was
 * configured: then the point {@code p} halts while {@code p.arm} exists there, says so by {@code
 * p.reached}, and goes on once {@code p.go} exists.
 */
@FunctionalInterface
public interface Failpoints {
  /** Never halts. */
  Failpoints NONE = _ -> false;

  /** Whether to halt at {@code point} now. Asked again at every tick. */
  boolean halts(String point);

  /** Points that are armed and released by files in {@code directory}. */
  static Failpoints in(Path directory) {
    return point -> armed(directory, point) && !Files.exists(directory.resolve(point + ".go"));
  }

  private static boolean armed(Path directory, String point) {
    if (!Files.exists(directory.resolve(point + ".arm"))) {
      return false;
    }
    try {
      Files.writeString(directory.resolve(point + ".reached"), "");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
