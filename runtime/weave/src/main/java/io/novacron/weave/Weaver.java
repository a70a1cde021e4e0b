package io.novacron.weave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import kamon.Kamon;

/**
 * Part of the build, not of a node: attaches Kamon's agent to itself, loads every class that the
 * agent may want to change and keeps those that it did: a jar, in an order in which they can be
 * defined.
 */
final class Weaver {
  /** Folders in jars of the class path in which the agent's enabled modules change something. */
  private static final List<String> WITHIN =
      List.of("org/apache/pekko/", "kamon/instrumentation/pekko/instrumentations/");

  /** Where the agent writes what it has changed. */
  private final Path dump;

  private Weaver(Path dump) {
    this.dump = dump;
  }

  /**
   * Writes the woven classes of this JVM's class path to {@code jar}, unless they are there
   * already.
   *
   * @param sources keeps what they were made of
   * @throws IOException when a file cannot be read or written
   * @throws IllegalStateException when the agent has changed nothing
   */
  static void weave(Path jar, Path sources) throws IOException {
    String now = fingerprint(jar);
    if (Files.exists(jar) && Files.exists(sources) && Files.readString(sources).equals(now)) {
      return;
    }
    Path dump = Files.createTempDirectory("woven");
    try {
      var weaver = new Weaver(dump);
      weaver.attach();
      // Loaded, they have been through the agent.
      JarClasses.load(WITHIN);
      weaver.write(jar);
    } finally {
      delete(dump);
    }
    Files.writeString(sources, now);
  }

  /** All that they are made of: this JVM and each file of the class path, but for {@code jar}. */
  private static String fingerprint(Path jar) throws IOException {
    var lines = new StringBuilder(Runtime.version().toString());
    for (String part : JarClasses.classPath()) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (!file.equals(jar)) {
            lines.append('\n').append(file).append(' ').append(Files.size(file));
            lines.append(' ').append(Files.getLastModifiedTime(file));
          }
        }
      }
    }
    return lines.toString();
  }

  private void attach() {
    // Its Byte Buddy is older than this JVM's class files, which it can read all the same.
    System.setProperty("kanela.agent.libs.net.bytebuddy.experimental", "true");
    System.setProperty("kanela.class-dumper.enabled", "true");
    System.setProperty("kanela.class-dumper.create-jar", "false");
    System.setProperty("kanela.class-dumper.dir", dump.toString());
    Kamon.attachInstrumentation();
  }

  private void write(Path file) throws IOException {
    Set<String> woven = inOrder(changed());
    if (woven.isEmpty()) {
      throw new IllegalStateException("the agent changed no class: see weave.conf");
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (var out = new JarOutputStream(Files.newOutputStream(unfinished))) {
      for (String entry : woven) {
        put(entry, out);
      }
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void put(String entry, JarOutputStream out) throws IOException {
    var header = new JarEntry(entry);
    header.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
    out.putNextEntry(header);
    Files.copy(dump.resolve(entry), out);
    out.closeEntry();
  }

  private SortedSet<String> changed() throws IOException {
    try (Stream<Path> files = Files.walk(dump)) {
      var entries = new TreeSet<String>();
      files
          .filter(path -> path.toString().endsWith(JarClasses.CLASS))
          .forEach(path -> entries.add(dump.relativize(path).toString()));
      return entries;
    }
  }

  /** Whatever a class extends or implements comes before it: defining a class loads that. */
  private static Set<String> inOrder(SortedSet<String> changed) {
    var ordered = new LinkedHashSet<String>();
    var helpers = new ArrayList<String>();
    for (String entry : changed) {
      JarClasses.loaded(entry)
          .ifPresentOrElse(it -> place(it, changed, ordered), () -> helpers.add(entry));
    }
    // The agent's own; they extend what is the JVM's.
    ordered.addAll(helpers);
    return ordered;
  }

  private static void place(Class<?> type, Set<String> changed, Set<String> ordered) {
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
        .forEach(above -> place(above, changed, ordered));
    String entry = type.getName().replace('.', '/') + JarClasses.CLASS;
    if (changed.contains(entry)) {
      ordered.add(entry);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
