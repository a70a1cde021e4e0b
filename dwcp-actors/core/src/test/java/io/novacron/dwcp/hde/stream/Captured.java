package io.novacron.dwcp.hde.stream;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Streams that QEMU wrote; the README beside them says how. */
enum Captured {
  MICROVM("microvm.zst"),
  XBZRLE("pc-i440fx-7.2-xbzrle.zst"),
  POSTCOPY("pc-i440fx-7.2-postcopy.zst");

  private final String resource;

  Captured(String resource) {
    this.resource = resource;
  }

  byte[] bytes() {
    try (InputStream packed = Captured.class.getResourceAsStream(resource)) {
      return new ZstdInputStream(Objects.requireNonNull(packed, resource)).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
