package io.novacron.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Classes of PostgreSQL's driver, and of what migrates a PostgreSQL: loaded, an AOT cache has them
 * also where it is made without a server.
 */
final class DriverClasses {
  private static final List<String> WITHIN =
      List.of("org/postgresql/", "org/flywaydb/database/postgresql/");
  private static final String CLASS = ".class";

  private DriverClasses() {}

  static void load() {
    String path = System.getProperty("java.class.path");
    for (String part : path.split(System.getProperty("path.separator"), -1)) {
      if (part.endsWith(".jar") && Files.exists(Path.of(part))) {
        load(part);
      }
    }
  }

  private static void load(String jar) {
    try (var file = new JarFile(jar)) {
      file.stream()
          .map(JarEntry::getName)
          .filter(DriverClasses::within)
          .forEach(DriverClasses::one);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean within(String entry) {
    return entry.endsWith(CLASS) && WITHIN.stream().anyMatch(entry::startsWith);
  }

  private static void one(String entry) {
    String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    try {
      var _ = Class.forName(name, false, DriverClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError _) {
      // It serves a library that is not here.
    }
  }
}
