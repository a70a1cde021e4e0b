package io.novacron.cli;

import io.novacron.config.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Files of configurations, old and new. */
final class ConfigFiles {
  private ConfigFiles() {}

  /**
   * Those of version 1 in a folder, or the files that are named.
   *
   * @throws IllegalArgumentException when there are none
   */
  static List<Path> old(List<Path> named) {
    List<Path> files = named.stream().flatMap(ConfigFiles::old).toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          named + " holds none of " + String.join(".yaml, ", Migration.MODES) + ".yaml");
    }
    return files;
  }

  private static Stream<Path> old(Path named) {
    return Files.isDirectory(named)
        ? Migration.MODES.stream().map(mode -> named.resolve(mode + ".yaml")).filter(Files::exists)
        : Stream.of(named);
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws IllegalArgumentException when it is
   */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(file + " is there already; name another", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
