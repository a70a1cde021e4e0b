package io.novacron.dwcp.hde;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where both sides of a live migration keep what the target has of the guest's memory; one for each
 * migration and side. Images that both have kept of earlier ones are what makes it cheap.
 */
public interface HeldImages {
  /** Bytes before the image that are not part of it, for whoever holds it to work in. */
  int MARGIN = Pages.REGION;

  /**
   * What one side has to offer.
   *
   * @param bases ids of images, best first; 64 lower-case hexadecimal digits each, 8 at most
   * @param roomBytes the largest image that there is room for; 0 for none at all
   * @param own whether the first one is of the VM itself, and not just of one like it
   */
  record Offer(List<String> bases, long roomBytes, boolean own) {
    /** Most ids. */
    public static final int MOST_BASES = 8;

    /** Bytes of an id. */
    public static final int ID_BYTES = 32;

    /** Nothing: what is sent is not held. */
    public static final Offer NOTHING = new Offer(List.of(), 0, false);

    private static final int HEAD_BYTES = Long.BYTES + 1;

    public Offer {
      bases = List.copyOf(bases);
      if (bases.size() > MOST_BASES || !bases.stream().allMatch(Offer::isId)) {
        throw new IllegalArgumentException("at most " + MOST_BASES + " SHA-256, not " + bases);
      }
    }

    /**
     * The image of the VM itself, if that is here and {@code others} has none of these: then the
     * hashes of its pages are worth asking for.
     */
    public Optional<String> unknownTo(Offer others) {
      boolean isWorthIt = own && Math.min(roomBytes, others.roomBytes) > 0;
      return isWorthIt && Collections.disjoint(bases, others.bases)
          ? bases.stream().findFirst()
          : Optional.empty();
    }

    /** As it is told to the other side. */
    public ByteBuffer bytes() {
      var bytes = ByteBuffer.allocate(HEAD_BYTES + bases.size() * ID_BYTES);
      bytes.putLong(roomBytes).put((byte) (own ? 1 : 0));
      bases.forEach(id -> bytes.put(HexFormat.of().parseHex(id)));
      return bytes.flip();
    }

    /** As it was told by the other side; nothing, if it makes no sense. */
    public static Offer of(ByteBuffer told) {
      var bytes = told.duplicate();
      int ids = (bytes.remaining() - HEAD_BYTES) / ID_BYTES;
      if (bytes.remaining() != HEAD_BYTES + ids * ID_BYTES || ids > MOST_BASES) {
        return NOTHING;
      }
      long room = bytes.getLong();
      boolean own = bytes.get() != 0;
      List<String> bases = new ArrayList<>();
      while (bytes.hasRemaining()) {
        byte[] id = new byte[ID_BYTES];
        bytes.get(id);
        bases.add(HexFormat.of().formatHex(id));
      }
      return new Offer(bases, room, own);
    }

    private static boolean isId(String id) {
      return id.matches("[0-9a-f]{" + 2 * ID_BYTES + "}");
    }
  }

  /** What is there now. */
  Offer offer();

  /**
   * An image to hold, of {@link #MARGIN} + {@code bytes} bytes.
   *
   * @param base id of an image to begin with; null for zeros
   * @throws IOException if there is no room, or the base is gone, damaged, or of another size
   */
  Held open(long bytes, @Nullable String base) throws IOException;

  /**
   * Makes hashes of pages that tell nothing to who does not have {@code secret}, nor to other
   * tenants.
   *
   * @param secret 16 bytes at least
   */
  TheirPages.PageHash hash(byte[] secret);

  /**
   * Hashes the pages of an image that was offered, which takes seconds for one of some GiB.
   *
   * @throws IOException if it is gone, damaged, or too large
   */
  long[] hashes(String base, TheirPages.PageHash hash) throws IOException;

  /** One image; for one thread at a time. */
  interface Held extends AutoCloseable {
    /** Margin and image, to be read and written. */
    MemorySegment bytes();

    @Override
    void close();
  }
}
