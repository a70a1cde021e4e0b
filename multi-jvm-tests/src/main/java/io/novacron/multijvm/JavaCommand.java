package io.novacron.multijvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM with our classes. */
public final class JavaCommand {
  private static final String ARGFILES = System.getProperty("io.novacron.argfiles", "");

  private JavaCommand() {}

  /**
   * The beginning of a command line, up to and without the main class.
   *
   * @param role what the process is, as shown in lists of processes
   * @param folder where an argument file may be written
   */
  static List<String> of(String role, Path folder, List<String> flags) {
    List<String> command = asLaunched(role, folder);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(flags);
    return command;
  }

  /**
   * The same, with no flags but those that {@code ./novacron} gives the role.
   *
   * @param role what the process is, as shown in lists of processes
   * @param folder where an argument file may be written
   */
  public static List<String> asLaunched(String role, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argfile(role, folder));
    // Said in the argument file, too, but there no list of processes shows it.
    command.add("-Dio.novacron.role=" + role);
    return command;
  }

  /** The launcher's, with its cache, where it started us; else our own class path. */
  private static Path argfile(String role, Path folder) {
    return ARGFILES.isEmpty() ? ownArgfile(role, folder) : Path.of(ARGFILES, role + ".args");
  }

  private static Path ownArgfile(String role, Path folder) {
    Path file = folder.resolve(role + ".args");
    String text =
        """
        --enable-native-access=ALL-UNNAMED
        --sun-misc-unsafe-memory-access=allow
        -Dio.novacron.role=%s
        -cp "%s"
        """
            .formatted(role, System.getProperty("java.class.path"));
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
