package io.novacron.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How many files and sockets this process may have open at once. */
final class DescriptorsCheck implements Check {
  private static final String NAME = "file-descriptors";
  private static final Path LIMITS = Path.of("/proc/self/limits");

  /** Jars, pools, cluster and management: what a node holds before its first guest. */
  private static final long LEAST = 512;

  /** Each guest costs some, each stream of a migration and each client of the API one. */
  private static final long COMFORTABLE = 8_192;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> look() throws IOException {
    return List.of(
        Files.isReadable(LIMITS)
            ? judge(limit(Files.readString(LIMITS)))
            : Finding.ok(NAME, "not known: no " + LIMITS));
  }

  /** The soft limit, which the JVM has raised to the hard one; empty: none. */
  static OptionalLong limit(String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.substring("Max open files".length()).strip().replaceFirst("\\s.*", ""))
        .filter(word -> word.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  static Finding judge(OptionalLong limit) {
    if (limit.isEmpty()) {
      return Finding.ok(NAME, "no limit");
    }
    long most = limit.getAsLong();
    String remedy =
        "Raise it to 65536: ulimit -n 65536, LimitNOFILE=65536 in a unit, or 'novacron - nofile"
            + " 65536' in /etc/security/limits.conf";
    if (most < LEAST) {
      return Finding.fault(NAME, "at most " + most + ", a node needs " + LEAST, remedy);
    }
    return most < COMFORTABLE
        ? Finding.warning(NAME, "at most " + most + ", enough for few guests", remedy)
        : Finding.ok(NAME, "at most " + most);
  }
}
