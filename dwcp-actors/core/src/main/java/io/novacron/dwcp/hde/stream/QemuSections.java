package io.novacron.dwcp.hde.stream;

import static io.novacron.dwcp.hde.stream.NotUnderstoodException.demand;

import org.jspecify.annotations.Nullable;

/**
 * The outer grammar of QEMU's migration stream: magic, configuration, commands, and sections, of
 * which only that of the memory is understood. What follows its end is device state.
 */
final class QemuSections {
  private static final int MAGIC = 0x5145_564D;
  private static final int VERSION = 3;

  private static final int START = 1;
  private static final int PART = 2;
  private static final int END = 3;
  private static final int FULL = 4;
  private static final int CONFIGURATION = 7;
  private static final int COMMAND = 8;
  private static final int FOOTER = 0x7E;

  private static final String MEMORY = "ram";
  private static final int MEMORY_VERSION = 4;

  /** Kind, id and length of name; kind and id. */
  private static final int START_BYTES = 6;

  private static final int PART_BYTES = 5;

  private final QemuMemory memory = new QemuMemory(this::footer);
  private boolean hasMemory;
  private int memoryId;
  private boolean last;

  static boolean isMagic(Piece piece) {
    return piece.i32(0) == MAGIC && piece.i32(4) == VERSION;
  }

  @Nullable Step magic(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(QemuStream.MAGIC_BYTES)) {
      return null;
    }
    demand(isMagic(piece), "it is no stream of QEMU of version 3");
    teller.bytes(QemuStream.MAGIC_BYTES);
    return this::first;
  }

  private @Nullable Step first(Piece piece, Teller teller) throws NotUnderstoodException {
    if (piece.u8(0) != CONFIGURATION) {
      return section(piece, teller);
    }
    teller.bytes(1);
    return new QemuConfiguration(this::section)::machine;
  }

  private @Nullable Step section(Piece piece, Teller teller) throws NotUnderstoodException {
    int kind = piece.u8(0);
    return switch (kind) {
      case START, FULL -> start(piece, teller);
      case PART, END -> part(piece, teller, kind == END);
      case COMMAND -> QemuCommands.command(piece, teller, this::section);
      default -> throw new NotUnderstoodException("a section of kind " + kind);
    };
  }

  private @Nullable Step start(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(START_BYTES)) {
      return null;
    }
    int name = piece.u8(START_BYTES - 1);
    int length = START_BYTES + name + 2 * Integer.BYTES;
    if (!piece.has(length)) {
      return null;
    }
    demand(isMemory(piece, name), "a section that is not of memory");
    hasMemory = true;
    memoryId = piece.i32(1);
    teller.bytes(length);
    return memory::setup;
  }

  private boolean isMemory(Piece piece, int name) {
    return !hasMemory
        && piece.u8(0) == START
        && piece.text(START_BYTES, name).equals(MEMORY)
        && piece.i32(START_BYTES + name) == 0
        && piece.i32(START_BYTES + name + Integer.BYTES) == MEMORY_VERSION;
  }

  private @Nullable Step part(Piece piece, Teller teller, boolean end)
      throws NotUnderstoodException {
    if (!piece.has(PART_BYTES)) {
      return null;
    }
    demand(hasMemory && piece.i32(1) == memoryId, "a part that is not of memory");
    last = end;
    teller.bytes(PART_BYTES);
    return memory::record;
  }

  private @Nullable Step footer(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(PART_BYTES)) {
      return null;
    }
    demand(piece.u8(0) == FOOTER && piece.i32(1) == memoryId, "no footer after a section");
    teller.bytes(PART_BYTES);
    return last ? Skip.allAsState() : this::section;
  }
}
