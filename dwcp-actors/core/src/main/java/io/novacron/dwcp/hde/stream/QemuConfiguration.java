package io.novacron.dwcp.hde.stream;

import static io.novacron.dwcp.hde.stream.NotUnderstoodException.demand;

import org.jspecify.annotations.Nullable;

/** What QEMU says of a machine before its sections: name, page size, capabilities, UUID. */
final class QemuConfiguration {
  private static final int SUBSECTION = 5;
  private static final int MOST_NAME = 255;
  private static final int MOST_CAPABILITIES = 255;
  private static final int PAGE_BITS = 12;
  private static final int UUID = 16;

  /** Kind and length of name. */
  private static final int HEAD = 2;

  private final Step after;
  private int capabilities;

  QemuConfiguration(Step after) {
    this.after = after;
  }

  /** The machine's name. */
  @Nullable Step machine(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(Integer.BYTES)) {
      return null;
    }
    int length = piece.i32(0);
    demand(length >= 0 && length <= MOST_NAME, "a machine whose name has " + length + " bytes");
    teller.bytes(Integer.BYTES);
    return Skip.bytes(length, this::subsection);
  }

  private @Nullable Step subsection(Piece piece, Teller teller) throws NotUnderstoodException {
    if (piece.u8(0) != SUBSECTION) {
      return after.take(piece, teller);
    }
    if (!piece.has(HEAD) || !piece.has(HEAD + piece.u8(1) + Integer.BYTES)) {
      return null;
    }
    int name = piece.u8(1);
    Step content = content(piece.text(HEAD, name));
    teller.bytes(HEAD + name + Integer.BYTES);
    return content;
  }

  private Step content(String name) throws NotUnderstoodException {
    return switch (name) {
      case "configuration/target-page-bits" -> this::pageBits;
      case "configuration/capabilities" -> this::capabilities;
      case "configuration/uuid" -> Skip.bytes(UUID, this::subsection);
      default -> throw new NotUnderstoodException("an unknown part of the configuration");
    };
  }

  private @Nullable Step pageBits(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(Integer.BYTES)) {
      return null;
    }
    demand(piece.i32(0) == PAGE_BITS, "pages that have not 4 KiB");
    teller.bytes(Integer.BYTES);
    return this::subsection;
  }

  private @Nullable Step capabilities(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(Integer.BYTES)) {
      return null;
    }
    capabilities = piece.i32(0);
    demand(capabilities >= 0 && capabilities <= MOST_CAPABILITIES, "too many capabilities");
    teller.bytes(Integer.BYTES);
    return moreCapabilities();
  }

  private Step moreCapabilities() {
    return capabilities == 0 ? this::subsection : this::capability;
  }

  private @Nullable Step capability(Piece piece, Teller teller) {
    if (!piece.has(1 + piece.u8(0))) {
      return null;
    }
    capabilities--;
    teller.bytes(1 + piece.u8(0));
    return moreCapabilities();
  }
}
