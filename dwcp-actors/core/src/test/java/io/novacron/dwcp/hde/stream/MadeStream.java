package io.novacron.dwcp.hde.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes what QEMU might write, or would never write. */
final class MadeStream {
  static final int PAGE = 8;
  static final int ZERO = 2;
  static final int CONTINUE = 0x20;
  static final int MULTIFD_FLUSH = 0x200;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Begins with the list of one block "ram0" of {@code length} bytes, of {@code total} in all. */
  static MadeStream withBlock(long total, long length) {
    var made = new MadeStream().i32(0x5145_564D).i32(3).start("ram", 4);
    return made.i64(total | 4).name("ram0").i64(length);
  }

  /** The section that {@link #withBlock} began ends, and a part begins. */
  MadeStream part() {
    return i64(0x10).u8(0x7E).i32(9).u8(2).i32(9);
  }

  MadeStream start(String section, int version) {
    return u8(1).i32(9).name(section).i32(0).i32(version);
  }

  MadeStream page(long offset) {
    return i64(offset | PAGE).name("ram0").raw(new byte[RamLayout.PAGE]);
  }

  MadeStream name(String name) {
    return u8(name.length()).raw(name.getBytes(StandardCharsets.US_ASCII));
  }

  MadeStream u8(int value) {
    return raw(new byte[] {(byte) value});
  }

  MadeStream i32(int value) {
    return write(() -> out.writeInt(value));
  }

  MadeStream i64(long value) {
    return write(() -> out.writeLong(value));
  }

  MadeStream raw(byte[] some) {
    return write(() -> out.write(some));
  }

  private MadeStream write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
