package io.novacron.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Places at which a test can halt a migration, to kill a node there. Off unless a directory was
 * configured: then every migration halts at the point {@code p} while {@code p.arm} exists there,
 * and that of one VM while {@code p@vm.arm} does. It says so by {@code .reached} in place of {@code
 * .arm}, and goes on once {@code .go} exists.
 */
@FunctionalInterface
public interface Failpoints {
  /** Never halts. */
  Failpoints NONE = (_, _) -> false;

  /** Whether the migration of {@code vm} halts at {@code point} now. Asked again at every tick. */
  boolean halts(String point, String vm);

  /** Points that are armed and released by files in {@code directory}. */
  static Failpoints in(Path directory) {
    return (point, vm) -> holds(directory, point) || holds(directory, point + "@" + vm);
  }

  private static boolean holds(Path directory, String point) {
    if (!Files.exists(directory.resolve(point + ".arm"))) {
      return false;
    }
    try {
      Files.writeString(directory.resolve(point + ".reached"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !Files.exists(directory.resolve(point + ".go"));
  }
}
