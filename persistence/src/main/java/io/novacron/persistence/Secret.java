package io.novacron.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a password lies. It is read when it is needed and never part of a text. */
public sealed interface Secret {
  /**
   * Reads {@code reference}: {@code file:<path>}, {@code env:<name>}, or empty for no password.
   *
   * @throws IllegalArgumentException for anything else, most likely the password itself, which is
   *     therefore not repeated in the message
   */
  static Secret of(String reference) {
    if (reference.isEmpty()) {
      return new None();
    }
    if (reference.startsWith("file:")) {
      return new InFile(Path.of(reference.substring("file:".length())));
    }
    if (reference.startsWith("env:")) {
      return new InEnvironment(reference.substring("env:".length()));
    }
    throw new IllegalArgumentException(
        "a password is given as file:<path> or env:<name>, never as itself");
  }

  /**
   * The password.
   *
   * @throws IllegalStateException when the environment has no such variable
   * @throws UncheckedIOException when the file cannot be read
   */
  String reveal();

  /** No password. */
  record None() implements Secret {
    @Override
    public String reveal() {
      return "";
    }
  }

  /** The text of a file, without white space around it. */
  record InFile(Path path) implements Secret {
    @Override
    public String reveal() {
      try {
        return Files.readString(path).strip();
      } catch (IOException e) {
        throw new UncheckedIOException("the password file " + path + " cannot be read", e);
      }
    }
  }

  /** The value of an environment variable. */
  record InEnvironment(String name) implements Secret {
    @Override
    public String reveal() {
      String value = System.getenv(name);
      if (value == null) {
        throw new IllegalStateException("the environment variable " + name + " is not set");
      }
      return value;
    }
  }
}
