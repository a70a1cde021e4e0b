package io.novacron.bench.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds packages: in a folder of .deb files, else among those installed, else by {@code apt-get
 * download} into that folder. Nobody needs to be root.
 */
final class DebianPackages {
  private static final String CLOUD_KERNEL = "linux-image-cloud-amd64";

  private final Path folder;

  /**
   * @param folder made if it is not there
   */
  DebianPackages(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder).toAbsolutePath();
  }

  /**
   * @throws MissingPackageException if it cannot be had
   */
  DebianPackage find(String name) throws IOException {
    Optional<DebianPackage> inFolder = inFolder(name);
    Optional<DebianPackage> here = inFolder.isPresent() ? inFolder : installed(name);
    return here.isPresent() ? here.get() : downloaded(name);
  }

  /** The kernel for virtual machines; its package's name holds its version. */
  DebianPackage kernel() throws IOException {
    Optional<Path> archive = newestArchive("linux-image-*-cloud-amd64_*.deb");
    return archive.isPresent() ? unpacked(archive.get()) : find(kernelName());
  }

  private String kernelName() throws IOException {
    ProgramRun run = run(CLOUD_KERNEL, "apt-cache", "depends", CLOUD_KERNEL);
    return run.output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("Depends: linux-image-"))
        .map(line -> line.substring("Depends: ".length()))
        .findFirst()
        .orElseThrow(() -> missing(CLOUD_KERNEL, "apt knows none"));
  }

  private Optional<DebianPackage> inFolder(String name) throws IOException {
    Optional<Path> archive = newestArchive(name + "_*.deb");
    return archive.isPresent() ? Optional.of(unpacked(archive.get())) : Optional.empty();
  }

  private Optional<Path> newestArchive(String pattern) throws IOException {
    List<Path> archives = new ArrayList<>();
    try (var found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(archives::add);
    }
    return archives.stream().max(Comparator.comparingLong(DebianPackages::fetchedMillis));
  }

  /** A file that has just gone counts as old. */
  private static long fetchedMillis(Path archive) {
    return archive.toFile().lastModified();
  }

  private DebianPackage unpacked(Path archive) throws IOException {
    String[] parts = archive.getFileName().toString().replace("%3a", ":").split("_", -1);
    Path root = folder.resolve("unpacked").resolve(archive.getFileName().toString());
    if (!Files.isDirectory(root)) {
      unpack(archive, root);
    }
    return new DebianPackage(parts[0], parts[1], root, regularFiles(root));
  }

  /** Beside the place where it is looked for, so that nobody finds half of it. */
  private void unpack(Path archive, Path root) throws IOException {
    Files.createDirectories(root.getParent());
    Path half = Files.createTempDirectory(root.getParent(), "half");
    ProgramRun run = run("dpkg", "dpkg-deb", "-x", archive.toString(), half.toString());
    if (!run.succeeded()) {
      throw new MissingPackageException(
          archive + " cannot be unpacked (" + run.lastLine() + "): delete it and try again");
    }
    Files.move(half, root, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> regularFiles(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(DebianPackages::isContent).sorted().toList();
    }
  }

  private static boolean isContent(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file);
  }

  private Optional<DebianPackage> installed(String name) throws IOException {
    ProgramRun status = run(name, "dpkg-query", "-W", "-f", "${Status}\t${Version}", name);
    String[] parts = status.output().strip().split("\t", -1);
    if (!status.succeeded() || !parts[0].endsWith("ok installed")) {
      return Optional.empty();
    }
    List<Path> files =
        run(name, "dpkg", "-L", name)
            .output()
            .lines()
            .map(Path::of)
            .filter(DebianPackages::isContent)
            .sorted()
            .toList();
    return Optional.of(new DebianPackage(name, parts[1], Path.of("/"), files));
  }

  private DebianPackage downloaded(String name) throws IOException {
    ProgramRun run = run(name, "apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", name);
    if (!run.succeeded()) {
      throw missing(name, run.lastLine());
    }
    return inFolder(name).orElseThrow(() -> missing(name, "apt-get downloaded something else"));
  }

  private ProgramRun run(String name, String... command) throws IOException {
    try {
      return ProgramRun.of(folder, command);
    } catch (IOException e) {
      throw missing(name, String.valueOf(e.getMessage()));
    }
  }

  private MissingPackageException missing(String name, String why) {
    return new MissingPackageException(
        "Debian's package %s is neither in %s nor installed, and cannot be downloaded (%s): put its"
                .formatted(name, folder, why)
            + " .deb there, or run apt-get update as root on a Debian machine and try again");
  }
}
