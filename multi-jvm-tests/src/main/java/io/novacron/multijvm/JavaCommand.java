package io.novacron.multijvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    return java(role, argfile(role, folder));
  }

  /**
   * The whole command line of a node, as {@code ./novacron start} has it.
   *
   * @param arguments the main class and its options
   * @param folder where an argument file may be written
   */
  public static List<String> launchedNode(List<String> arguments, Path folder) {
    List<String> command = java("node", argfile(cacheFor(String.join(" ", arguments)), folder));
    command.addAll(arguments);
    return command;
  }

  /** As {@code ./novacron} finds it, which also looks at variables and the configuration file. */
  private static String cacheFor(String arguments) {
    if (arguments.contains("kamon.enabled=true")) {
      return "node-kamon";
    }
    return Stream.of("postgresql:", "redis:", "tls=on", "--bind").anyMatch(arguments::contains)
        ? "node-site"
        : "node";
  }

  private static List<String> java(String role, Path argfile) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argfile);
    // Said in the argument file, too, but there no list of processes shows it.
    command.add("-Dio.novacron.role=" + role);
    return command;
  }

  /** The launcher's, with its cache, where it started us; else our own class path. */
  private static Path argfile(String name, Path folder) {
    return ARGFILES.isEmpty() ? ownArgfile(name, folder) : Path.of(ARGFILES, name + ".args");
  }

  private static Path ownArgfile(String name, Path folder) {
    Path file = folder.resolve(name + ".args");
    String text =
        """
        --enable-native-access=ALL-UNNAMED
        --sun-misc-unsafe-memory-access=allow
        --add-opens=java.base/java.lang=ALL-UNNAMED
        -cp "%s"
        """
            .formatted(System.getProperty("java.class.path"));
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
