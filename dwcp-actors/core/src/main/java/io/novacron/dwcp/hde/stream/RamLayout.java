package io.novacron.dwcp.hde.stream;

import java.util.List;

/**
 * Where which memory is in the image that the addresses of a stream's pages are of: all blocks, one
 * after the other, each rounded up to a page.
 */
public record RamLayout(List<RamBlock> blocks) {
  /** Bytes of a page. */
  public static final int PAGE = 4096;

  /** Bytes of a page record before its content at most. */
  public static final int MOST_HEAD = 300;

  public RamLayout {
    blocks = List.copyOf(blocks);
  }

  /** Size of the image: a multiple of {@link #PAGE}. */
  public long bytes() {
    return blocks.isEmpty() ? 0 : blocks.getLast().start() + blocks.getLast().room();
  }
}
