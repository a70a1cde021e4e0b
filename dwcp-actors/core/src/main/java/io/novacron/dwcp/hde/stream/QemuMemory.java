package io.novacron.dwcp.hde.stream;

import static io.novacron.dwcp.hde.stream.NotUnderstoodException.demand;

import org.jspecify.annotations.Nullable;

/** The grammar of the memory's section: a list of blocks first, then records of pages. */
final class QemuMemory {
  private static final int ZERO = 0x02;
  private static final int MEM_SIZE = 0x04;
  private static final int PAGE = 0x08;
  private static final int EOS = 0x10;
  private static final int CONTINUE = 0x20;
  private static final int XBZRLE = 0x40;

  /** Bits of a header that are flags; the others are an offset in a block. */
  private static final long FLAGS = RamLayout.PAGE - 1;

  /** Where the name of a block begins in a record that has one. */
  private static final int NAME_AT = Long.BYTES + 1;

  /** What QEMU writes before a page's difference, besides its length in two bytes. */
  private static final int XBZRLE_ENCODING = 1;

  private final QemuBlocks blocks = new QemuBlocks(this::record);
  private final Step footer;

  /** The block of the page before, which records with {@link #CONTINUE} go on with. */
  private @Nullable RamBlock current;

  /** {@code footer} comes after what ends each part. */
  QemuMemory(Step footer) {
    this.footer = footer;
  }

  @Nullable Step setup(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(Long.BYTES)) {
      return null;
    }
    long header = piece.i64(0);
    demand((header & FLAGS) == MEM_SIZE, "memory without a list of its blocks");
    Step list = blocks.list(header & ~FLAGS);
    teller.bytes(Long.BYTES);
    return list;
  }

  @Nullable Step record(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(Long.BYTES)) {
      return null;
    }
    long header = piece.i64(0);
    if (header != EOS) {
      return page(header, piece, teller);
    }
    teller.bytes(Long.BYTES);
    return footer;
  }

  private @Nullable Step page(long header, Piece piece, Teller teller)
      throws NotUnderstoodException {
    boolean same = (header & CONTINUE) != 0;
    int head = same ? Long.BYTES : named(piece);
    if (!piece.has(head)) {
      return null;
    }
    RamBlock block = known(same ? current : blocks.named(piece.text(NAME_AT, head - NAME_AT)));
    long offset = header & ~FLAGS;
    demand(offset >= 0 && offset < block.bytes(), "a page beyond its block");
    int flags = (int) (header & FLAGS & ~CONTINUE);
    if (!content(flags, head, block.start() + offset, piece, teller)) {
      return null;
    }
    current = block;
    return this::record;
  }

  /** Bytes of a header with a name; of as much as says how many there are, if it is not there. */
  private static int named(Piece piece) {
    return piece.has(NAME_AT) ? NAME_AT + piece.u8(Long.BYTES) : NAME_AT;
  }

  private static RamBlock known(@Nullable RamBlock block) throws NotUnderstoodException {
    if (block == null) {
      throw new NotUnderstoodException("a page of an unknown block");
    }
    return block;
  }

  /** Whether all of the record was there, and was said. */
  private static boolean content(int flags, int head, long address, Piece piece, Teller teller)
      throws NotUnderstoodException {
    return switch (flags) {
      case PAGE -> whole(head, address, piece, teller);
      case ZERO -> fill(head, address, piece, teller);
      case XBZRLE -> delta(head, piece, teller);
      default -> throw new NotUnderstoodException("a record of memory with flags " + flags);
    };
  }

  private static boolean whole(int head, long address, Piece piece, Teller teller) {
    boolean there = piece.has(head + RamLayout.PAGE);
    if (there) {
      teller.page(head, address);
    }
    return there;
  }

  private static boolean fill(int head, long address, Piece piece, Teller teller) {
    boolean there = piece.has(head + 1);
    if (there && piece.u8(head) == 0) {
      teller.zeroes(head + 1, address, 1);
    } else if (there) {
      teller.fill(head + 1);
    }
    return there;
  }

  private static boolean delta(int head, Piece piece, Teller teller) throws NotUnderstoodException {
    int start = head + 1 + Short.BYTES;
    if (!piece.has(start)) {
      return false;
    }
    int length = piece.u16(head + 1);
    demand(
        piece.u8(head) == XBZRLE_ENCODING && length <= RamLayout.PAGE,
        "a page as a difference that is none");
    boolean there = piece.has(start + length);
    if (there) {
      teller.delta(start + length);
    }
    return there;
  }
}
