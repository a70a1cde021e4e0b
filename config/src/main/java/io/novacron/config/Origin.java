package io.novacron.config;

/** Where a value comes from; later kinds win. */
public sealed interface Origin {
  /** For people: {@code default}, {@code novacron.yaml:12}, {@code NOVACRON_SYSTEM_ID}. */
  String text();

  /** The schema. */
  record Default() implements Origin {
    @Override
    public String text() {
      return "default";
    }
  }

  /**
   * A file.
   *
   * @param line from 1
   */
  record InFile(String file, int line) implements Origin {
    @Override
    public String text() {
      return file + ":" + line;
    }
  }

  /** An environment variable. */
  record Environment(String name) implements Origin {
    @Override
    public String text() {
      return "environment " + name;
    }
  }

  /** An option of the command line. */
  record CommandLine(String option) implements Origin {
    @Override
    public String text() {
      return "command line " + option;
    }
  }
}
