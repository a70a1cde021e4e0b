package io.novacron.multijvm;

import io.novacron.persistence.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Hands a password on to processes: by a file that only its owner reads. */
final class Passwords {
  private Passwords() {}

  static Path write(Secret password, Path folder) {
    Path file = folder.resolve("database.password");
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(file);
      Files.createFile(file, owner);
      return Files.writeString(file, password.reveal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
