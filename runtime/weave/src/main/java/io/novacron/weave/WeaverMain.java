package io.novacron.weave;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the {@link Weaver}: a step of the build. */
public final class WeaverMain {
  private WeaverMain() {}

  /**
   * Ends with 0 when the woven classes are there, else with 1.
   *
   * @param arguments the folder of this module's classes
   */
  public static void main(String[] arguments) {
    // The agent keeps threads, which must not hold up the build whatever happens.
    System.exit(code(Path.of(arguments[0])));
  }

  private static int code(Path classes) {
    Path jar = classes.resolve("io/novacron/weave").resolve(Woven.FILE);
    try {
      Weaver.weave(jar, classes.resolveSibling("woven.sources"));
      return 0;
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace();
      return 1;
    }
  }
}
