package io.novacron.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a run of the command line.
 *
 * @param environment variables of the process
 * @param outIsTerminal whether a person looks at {@code out}; then it may be coloured
 * @param errIsTerminal whether a person looks at {@code err}; then progress may be shown
 */
record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** The launcher tells which of the streams are terminals: the JVM knows only of both at once. */
  private static final String TERMINALS = "io.novacron.terminals";

  static Terminal ofProcess() {
    String terminals = System.getProperty(TERMINALS, "");
    return new Terminal(
        System.in,
        System.out,
        System.err,
        System.getenv(),
        terminals.contains("1"),
        terminals.contains("2"));
  }

  /** A variable that is set and not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** See no-color.org. */
  boolean wantsColor() {
    return outIsTerminal && variable("NO_COLOR").isEmpty();
  }
}
