package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads entries for nothing but their digests. */
final class Verifier {
  private final StoreFolder folder;
  private final List<Damage> damaged;
  private int sound;
  private long readBytes;

  private Verifier(StoreFolder folder, List<Damage> known) {
    this.folder = folder;
    damaged = new ArrayList<>(known);
  }

  static Verification verify(StoreFolder folder, List<Entry> entries, List<Damage> known) {
    var verifier = new Verifier(folder, known);
    entries.forEach(verifier::read);
    return new Verification(verifier.sound, verifier.readBytes, verifier.damaged);
  }

  /** Whether an entry is there, and as it was kept. */
  static boolean isSound(Path entry) {
    try (var file = EntryFile.open(entry)) {
      file.readAll((_, _, _) -> {});
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void read(Entry entry) {
    try (var file = EntryFile.open(folder.entry(entry.id()))) {
      file.readAll((_, _, length) -> readBytes += length);
      sound++;
    } catch (NoSuchFileException _) {
      // It was removed since it was listed.
    } catch (IOException e) {
      damaged.add(new Damage(entry.id().hex() + Layout.ENTRY, StoreFolder.reason(e)));
    }
  }
}
