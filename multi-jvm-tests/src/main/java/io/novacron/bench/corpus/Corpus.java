package io.novacron.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a whole corpus, with its file of pairs. The same size gives the same bytes, anywhere. */
public final class Corpus {
  /** Smaller guests have no room for a kernel's tables. */
  public static final int MIN_MIB = 8;

  /** Beyond it a disk, twice as large, is no Java array any more. */
  public static final int MAX_MIB = 512;

  private static final String NONE = "-";

  /** Files of an image for each MiB of a guest. */
  private static final long FILES = 700 << 10;

  /** Files that an upgrade adds. */
  private static final long ADDED = 170 << 10;

  private final int mib;
  private final Path out;
  private final List<String> pairs = new ArrayList<>();

  /**
   * @param mib memory of a guest
   * @throws IllegalArgumentException unless it is from {@value #MIN_MIB} to {@value #MAX_MIB}
   */
  public Corpus(int mib, Path out) {
    if (mib < MIN_MIB || mib > MAX_MIB) {
      throw new IllegalArgumentException(MIN_MIB + " to " + MAX_MIB + " MiB, not " + mib);
    }
    this.mib = mib;
    this.out = out;
  }

  /** Writes it, over files of the same names. */
  public void write() throws IOException {
    Files.createDirectories(out);
    List<byte[]> files = ImageFiles.of(new Chance(1), mib * FILES);
    save(NONE, "ram-idle.t0", new GuestImage(mib, 80, files, 11).bytes());
    loaded(files);
    save("ram-load.t0", "ram-peer.t0", new GuestImage(mib, 34, files, 13).bytes());
    save(NONE, "ram-full.t0", new GuestImage(mib, 8, files, 14).bytes());
    disks();
    states();
    Files.write(out.resolve("pairs"), pairs);
  }

  private void loaded(List<byte[]> files) throws IOException {
    var guest = new GuestImage(mib, 34, files, 12);
    save(NONE, "ram-load.t0", guest.bytes());
    guest.workInPlace(5);
    save("ram-load.t0", "ram-load.t1", guest.bytes());
    guest.workAnew(13);
    save("ram-load.t1", "ram-load.t2", guest.bytes());
  }

  private void disks() throws IOException {
    List<byte[]> files = ImageFiles.of(new Chance(2), mib * FILES);
    var disk = new DiskImage(2 * mib, 21, files);
    save(NONE, "disk.v1", disk.bytes());
    disk.upgrade(files, 3, ImageFiles.of(new Chance(3), mib * ADDED));
    save("disk.v1", "disk.v2", disk.bytes());
  }

  private void states() throws IOException {
    var state = new StateRecords(31, mib * 125);
    save(NONE, "state.s0.jsonl", state.bytes());
    state.changeSome(2);
    save("state.s0.jsonl", "state.s1.jsonl", state.bytes());
    state.measureAll();
    save("state.s1.jsonl", "state.s2.jsonl", state.bytes());
  }

  private void save(String base, String name, byte[] bytes) throws IOException {
    Files.write(out.resolve(name), bytes);
    pairs.add(base + "\t" + name);
  }
}
