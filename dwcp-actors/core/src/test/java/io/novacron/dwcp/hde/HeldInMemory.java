package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.store.KeyedHashes;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Images that are kept in memory, under any id. */
final class HeldInMemory implements HeldImages {
  private final Map<String, byte[]> kept = new HashMap<>();
  private byte[] held = new byte[0];

  HeldInMemory keep(String id, byte[] image) {
    kept.put(id, image.clone());
    return this;
  }

  byte[] image() {
    return java.util.Arrays.copyOfRange(held, MARGIN, held.length);
  }

  @Override
  public Offer offer() {
    return new Offer(List.copyOf(kept.keySet()), 1 << 30, true);
  }

  @Override
  public TheirPages.PageHash hash(byte[] secret) {
    return KeyedHashes.of(secret, "toy")::hash;
  }

  @Override
  public long[] hashes(String base, TheirPages.PageHash hash) throws IOException {
    byte[] image = kept.get(base);
    if (image == null) {
      throw new IOException("no such image");
    }
    return TheirPages.hashes(MemorySegment.ofArray(image), hash);
  }

  @Override
  public Held open(long bytes, @Nullable String base) throws IOException {
    byte[] known = base == null ? new byte[(int) bytes] : kept.get(base);
    if (known == null || known.length != bytes) {
      throw new IOException("no such image");
    }
    held = new byte[MARGIN + (int) bytes];
    System.arraycopy(known, 0, held, MARGIN, known.length);
    MemorySegment segment = MemorySegment.ofArray(held);
    return new Held() {
      @Override
      public MemorySegment bytes() {
        return segment;
      }

      @Override
      public void close() {}
    };
  }
}
