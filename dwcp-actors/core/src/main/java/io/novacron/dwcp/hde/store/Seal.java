package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/** What goes around an image to make it an entry: digests and head. */
final class Seal {
  private final long image;
  private final RegionTable table;
  private long pages;

  private Seal(long image) {
    this.image = image;
    table = new RegionTable(image);
  }

  /**
   * Reads all regions in turn, and hands them on. By copies on the heap: of what reads a mapping
   * only copying survives a disk that fails, and what is handed on is what was digested.
   *
   * @param bytes margin and image
   */
  static Seal of(MemorySegment bytes, EntryFile.RegionSink sink) throws IOException {
    var seal = new Seal(bytes.byteSize() - Layout.MARGIN);
    byte[] content = new byte[Layout.REGION];
    for (int region = 0; region < Layout.regions(seal.image); region++) {
      int length = Layout.regionBytes(seal.image, region);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, Layout.regionAt(region), content, 0, length);
      seal.see(region, content, length);
      sink.take(region, content, length);
    }
    return seal;
  }

  private void see(int region, byte[] content, int length) {
    table.put(region, content);
    pages += Zeros.countOthers(content, length);
  }

  byte[] table() {
    return table.bytes();
  }

  EntryHead head(Label label, Instant kept) {
    long stored = Layout.MARGIN + pages * Layout.PAGE + table().length;
    long most = Layout.fileBytes(image);
    return new EntryHead(table.id(label.tenant()), label, image, Math.min(stored, most), kept);
  }
}
