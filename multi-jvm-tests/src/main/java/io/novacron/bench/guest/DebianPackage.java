package io.novacron.bench.guest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a package.
 *
 * @param root below which they lie as they would on a system that has it
 * @param files regular ones, in the order of their names
 */
record DebianPackage(String name, String version, Path root, List<Path> files) {
  DebianPackage {
    files = List.copyOf(files);
  }

  /** Its first file whose path, without the root, begins with one of {@code prefixes}. */
  Path file(String... prefixes) throws MissingPackageException {
    return files.stream()
        .filter(file -> Stream.of(prefixes).anyMatch(prefix -> begins(file, prefix)))
        .findFirst()
        .orElseThrow(() ->
            new MissingPackageException(
                name + " " + version + " has no " + String.join(" or ", prefixes)));
  }

  private boolean begins(Path file, String prefix) {
    return root.relativize(file).toString().startsWith(prefix);
  }
}
