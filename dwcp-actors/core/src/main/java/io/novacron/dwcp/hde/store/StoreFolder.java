package io.novacron.dwcp.hde.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a store. Whatever is not named like its own is somebody else's, and left alone. */
final class StoreFolder {
  private static final String FORMAT_TEXT = "novacron content store, version ";
  private static final int FORMAT_BYTES = 100;

  private final Path path;
  private long nextDraft;

  StoreFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path entry(BaseId id) {
    return path.resolve(id.hex() + Layout.ENTRY);
  }

  /** A name that nothing has, of the form that {@link #sweep} finds. */
  Path nextDraft() {
    return path.resolve(String.format("%010d", nextDraft++) + Layout.DRAFT);
  }

  /**
   * Refuses what a later release has written, before anything is touched.
   *
   * @throws StoreException {@code FOREIGN_VERSION}
   */
  void requireKnownFormat() throws IOException {
    if (Files.exists(format())) {
      String text = formatText();
      if (!text.equals(FORMAT_TEXT + Layout.VERSION)) {
        throw foreign("its file 'format' says '" + text + "'");
      }
    }
  }

  private Path format() {
    return path.resolve(Layout.FORMAT);
  }

  private String formatText() throws IOException {
    try (var in = Files.newInputStream(format())) {
      return new String(in.readNBytes(FORMAT_BYTES), UTF_8).strip();
    }
  }

  private StoreException foreign(String why) {
    return new StoreException(
        StoreException.Kind.FOREIGN_VERSION,
        "the store in "
            + path
            + " was written by another release: "
            + why
            + ", and '"
            + FORMAT_TEXT
            + Layout.VERSION
            + "' is what is known here; nothing was touched. Use that release, or another folder");
  }

  /** Writes the format where there is none yet. */
  void mark() throws IOException {
    if (!Files.exists(format())) {
      Path draft = nextDraft();
      Files.writeString(draft, FORMAT_TEXT + Layout.VERSION + "\n");
      force(draft, StandardOpenOption.WRITE);
      publish(draft, format());
    }
  }

  /** Removes drafts, which are nobody's when the folder is opened. */
  void sweep() throws IOException {
    for (Path draft : named(Layout.DRAFT_NAME)) {
      Files.delete(draft);
    }
  }

  /** How many drafts there are. */
  int drafts() throws IOException {
    return named(Layout.DRAFT_NAME).size();
  }

  /** What is kept here, by the heads; those that cannot be read are damaged. */
  record Scan(List<Entry> entries, List<Damage> damaged) {}

  /**
   * Reads all heads.
   *
   * @throws StoreException {@code FOREIGN_VERSION} if one is of a later release
   */
  Scan scan() throws IOException {
    var scan = new Scan(new ArrayList<>(), new ArrayList<>());
    for (Path file : named(Layout.ENTRY_NAME)) {
      scan(file, scan);
    }
    return scan;
  }

  private void scan(Path file, Scan into) throws StoreException {
    try (var open = EntryFile.open(file)) {
      into.entries().add(open.entry());
    } catch (NoSuchFileException _) {
      // Whoever reads beside the owner sees files go.
    } catch (IOException e) {
      if (e instanceof StoreException s && s.kind() == StoreException.Kind.FOREIGN_VERSION) {
        throw foreign(file.getFileName() + ": " + e.getMessage());
      }
      into.damaged().add(new Damage(String.valueOf(file.getFileName()), reason(e)));
    }
  }

  static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private List<Path> named(Pattern form) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> form.matcher(file.getFileName().toString()).matches())
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** Gives a draft that is on the disk its name; it is there under the one or the other. */
  void publish(Path draft, Path name) throws IOException {
    Files.move(draft, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(path, StandardOpenOption.READ);
  }

  private static void force(Path file, StandardOpenOption mode) throws IOException {
    try (var channel = FileChannel.open(file, mode)) {
      channel.force(true);
    }
  }

  /** Notes a use; nothing depends on it. */
  void note(Entry entry) throws IOException {
    try (var channel = FileChannel.open(entry(entry.id()), StandardOpenOption.WRITE)) {
      channel.write(new LastUse(entry.used(), entry.uses()).encode(), LastUse.AT);
    }
  }

  void delete(BaseId id) throws IOException {
    Files.deleteIfExists(entry(id));
  }

  void delete(Damage damage) throws IOException {
    Files.deleteIfExists(path.resolve(damage.file()));
  }
}
