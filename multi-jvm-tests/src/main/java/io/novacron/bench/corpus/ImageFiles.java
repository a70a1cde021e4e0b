package io.novacron.bench.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The files of one disk image, which all its guests have in common. */
final class ImageFiles {
  private static final int SMALLEST = 600;

  private ImageFiles() {}

  /** As many as it takes for {@code bytes}. */
  static List<byte[]> of(Chance chance, long bytes) {
    List<byte[]> files = new ArrayList<>();
    for (long left = bytes; left > 0; left -= files.getLast().length) {
      files.add(one(chance));
    }
    return files;
  }

  private static byte[] one(Chance chance) {
    int bytes = SMALLEST + chance.small(400_000);
    return switch (chance.below(20)) {
      case 0 -> chance.bytes(bytes);
      case 1, 2, 3, 4, 5 -> text(chance, bytes);
      case 6, 7, 8, 9 -> symbols(chance, bytes);
      default -> MachineCode.of(chance, bytes);
    };
  }

  private static byte[] text(Chance chance, int bytes) {
    var text = new StringBuilder();
    while (text.length() < bytes) {
      text.append("  ".repeat(chance.below(4)));
      text.append(Words.some(chance, 3 + chance.below(10))).append(chance.oneIn(4) ? ";\n" : "\n");
    }
    return Arrays.copyOf(Words.ascii(text.toString()), bytes);
  }

  /** Entries of 24 bytes, as in an object file's table of symbols. */
  private static byte[] symbols(Chance chance, int bytes) {
    ByteBuffer table = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int name = 0;
    while (table.remaining() >= 24) {
      name += 4 + chance.below(40);
      table.putInt(name).putInt(0x000e0012 + chance.small(8));
      table.putLong(0x401000L + 16L * chance.below(1 << 18)).putLong(16L * chance.small(500));
    }
    return table.array();
  }

  /** The next version of a file: some of it replaced, some put in, so that the rest moves. */
  static byte[] next(Chance chance, byte[] file) {
    int at = chance.below(file.length);
    int gone = Math.min(file.length - at, chance.small(file.length));
    byte[] fresh = MachineCode.of(chance, 80 + gone + chance.small(4000));
    byte[] next = new byte[file.length - gone + fresh.length];
    System.arraycopy(file, 0, next, 0, at);
    System.arraycopy(fresh, 0, next, at, fresh.length);
    System.arraycopy(file, at + gone, next, at + fresh.length, file.length - at - gone);
    return next;
  }
}
