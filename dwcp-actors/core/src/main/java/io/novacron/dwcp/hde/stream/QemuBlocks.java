package io.novacron.dwcp.hde.stream;

import static io.novacron.dwcp.hde.stream.NotUnderstoodException.demand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of memory blocks: name and size of each, until their sizes add up to the total. What
 * capabilities add to an entry (page sizes, addresses, bitmaps) begins with a zero byte, which no
 * name is as short as.
 */
final class QemuBlocks {
  /** Far more than there are, and little enough to keep. */
  private static final int MOST = 4096;

  /** Bytes; 4 PiB are more than processors address. */
  private static final long MOST_BYTES = 1L << 52;

  private final Map<String, RamBlock> byName = new LinkedHashMap<>();
  private final Step after;
  private long left;
  private long start;

  QemuBlocks(Step after) {
    this.after = after;
  }

  @Nullable RamBlock named(String name) {
    return byName.get(name);
  }

  /** The list of blocks of {@code total} bytes comes. */
  Step list(long total) throws NotUnderstoodException {
    demand(total > 0 && total <= MOST_BYTES, "memory of " + total + " bytes");
    left = total;
    return this::block;
  }

  private @Nullable Step block(Piece piece, Teller teller) throws NotUnderstoodException {
    int name = piece.u8(0);
    demand(name > 0, "a block without a name");
    if (!piece.has(1 + name + Long.BYTES)) {
      return null;
    }
    add(piece.text(1, name), piece.i64(1 + name));
    teller.bytes(1 + name + Long.BYTES);
    return left > 0 ? this::block : done(teller);
  }

  private void add(String name, long bytes) throws NotUnderstoodException {
    demand(bytes > 0 && bytes <= left, "blocks that do not add up");
    demand(byName.size() < MOST, "more than " + MOST + " blocks");
    var block = new RamBlock(name, bytes, start);
    demand(byName.putIfAbsent(name, block) == null, "two blocks of one name");
    left -= bytes;
    start += block.room();
  }

  private Step done(Teller teller) {
    List<RamBlock> all = new ArrayList<>(byName.values());
    teller.layout(new RamLayout(all));
    return after;
  }
}
