package io.novacron.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Who listens on a TCP port, as Linux says in proc(5).
 *
 * @param pid of the process; 0 when it is somebody else's, whose files we may not see
 * @param command how it was called, empty when not known
 */
record PortOwner(long pid, String command) {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** The one that listens on {@code port}; empty when none does. */
  static Optional<PortOwner> of(int port) {
    OptionalLong socket =
        Stream.of("net/tcp", "net/tcp6")
            .flatMap(table -> lines(PROC.resolve(table)).stream())
            .flatMapToLong(line -> listening(line, port).stream())
            .findFirst();
    return socket.isEmpty() ? Optional.empty() : Optional.of(holding(socket.getAsLong()));
  }

  /** The socket of a line of the kernel's table, if it listens on that port. */
  static OptionalLong listening(String line, int port) {
    String[] words = line.strip().split("\\s+", -1);
    boolean here =
        words.length > INODE
            && words[STATE].equals(LISTENING)
            && words[LOCAL_ADDRESS].endsWith(String.format(":%04X", port));
    return here ? OptionalLong.of(Long.parseLong(words[INODE])) : OptionalLong.empty();
  }

  /** This process is the likeliest: its cluster's transport listens before all else. */
  private static PortOwner holding(long inode) {
    long self = ProcessHandle.current().pid();
    try (Stream<Path> processes = Files.list(PROC)) {
      return Stream.concat(
              Stream.of(self),
              processes
                  .map(folder -> String.valueOf(folder.getFileName()))
                  .filter(name -> name.matches("\\d+"))
                  .map(Long::parseLong))
          .filter(pid -> holds(pid, "socket:[" + inode + "]"))
          .findFirst()
          .map(pid -> new PortOwner(pid, commandOf(pid)))
          .orElse(new PortOwner(0, ""));
    } catch (IOException _) {
      return new PortOwner(0, "");
    }
  }

  private static boolean holds(long pid, String socket) {
    try (Stream<Path> files = Files.list(PROC.resolve(pid + "/fd"))) {
      return files.anyMatch(file -> target(file).equals(socket));
    } catch (IOException _) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static String commandOf(long pid) {
    return String.join(" ", lines(PROC.resolve(pid + "/comm")));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException _) {
      return List.of();
    }
  }

  boolean isThisProcess() {
    return pid == ProcessHandle.current().pid();
  }

  @Override
  public String toString() {
    return pid == 0
        ? "a process of another user"
        : "process " + pid + (command.isEmpty() ? "" : " (" + command + ")");
  }
}
