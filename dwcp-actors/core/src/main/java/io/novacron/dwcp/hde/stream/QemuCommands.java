package io.novacron.dwcp.hde.stream;

import static io.novacron.dwcp.hde.stream.NotUnderstoodException.demand;

import org.jspecify.annotations.Nullable;

/** Commands between sections; the numbers are those of QEMU's MIG_CMD. */
final class QemuCommands {
  private static final int PACKAGED = 7;
  private static final int SWITCHOVER_START = 11;

  /** Kind, number and length; what is in a package has a length of its own. */
  private static final int HEAD = 5;

  private QemuCommands() {}

  static @Nullable Step command(Piece piece, Teller teller, Step after)
      throws NotUnderstoodException {
    if (!piece.has(HEAD)) {
      return null;
    }
    int number = piece.u16(1);
    demand(isKnown(number), "a command " + number);
    return number == PACKAGED ? packaged(piece, teller, after) : simple(piece, teller, after);
  }

  /** Those after a package are of protocols that go on differently. */
  private static boolean isKnown(int number) {
    return number == SWITCHOVER_START || (number >= 1 && number <= PACKAGED);
  }

  private static Step simple(Piece piece, Teller teller, Step after) {
    int length = piece.u16(3);
    teller.bytes(HEAD);
    return Skip.bytes(length, after);
  }

  private static @Nullable Step packaged(Piece piece, Teller teller, Step after)
      throws NotUnderstoodException {
    if (!piece.has(HEAD + Integer.BYTES)) {
      return null;
    }
    demand(piece.u16(3) == Integer.BYTES, "a package without length");
    long length = Integer.toUnsignedLong(piece.i32(HEAD));
    teller.bytes(HEAD + Integer.BYTES);
    return Skip.bytes(length, after);
  }
}
