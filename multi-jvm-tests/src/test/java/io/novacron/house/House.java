package io.novacron.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All that is in the house: classes of every module's main code, and files of the repository. */
final class House {
  /** Main classes of all modules, generated ones included. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.novacron");

  /** The repository's root. */
  static final Path ROOT = root();

  private House() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not run inside the repository");
    }
    return folder;
  }

  /** Java sources below every {@code src/main} and {@code src/test}. */
  static List<Path> sources() {
    return files(".java").filter(file -> file.toString().contains("/src/")).toList();
  }

  /** Files of the repository with that ending; nothing that a build made. */
  static Stream<Path> files(String ending) {
    try (var all = Files.walk(ROOT)) {
      return all
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its path as people write it. */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }
}
