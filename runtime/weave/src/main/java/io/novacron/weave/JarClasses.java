package io.novacron.weave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Classes in the jars of this JVM's class path, by folder. */
public final class JarClasses {
  static final String CLASS = ".class";

  private JarClasses() {}

  /**
   * Loads, without initializing, every class in one of these folders; one that serves a library
   * that is not here is left out.
   *
   * @param folders as in jars, such as {@code org/apache/pekko/}
   * @throws IOException when a jar cannot be read
   */
  public static void load(List<String> folders) throws IOException {
    for (String part : classPath()) {
      if (part.endsWith(".jar") && Files.exists(Path.of(part))) {
        try (var jar = new JarFile(part)) {
          jar.stream()
              .map(JarEntry::getName)
              .filter(entry -> entry.endsWith(CLASS))
              .filter(entry -> folders.stream().anyMatch(entry::startsWith))
              .forEach(JarClasses::loaded);
        }
      }
    }
  }

  static List<String> classPath() {
    String path = System.getProperty("java.class.path");
    return List.of(path.split(System.getProperty("path.separator"), -1));
  }

  /** Empty for one that serves a library that is not here. */
  static Optional<Class<?>> loaded(String entry) {
    try {
      return Optional.of(Class.forName(name(entry), false, JarClasses.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** That of a class, by that of its file. */
  static String name(String entry) {
    return entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
  }
}
