package io.novacron.bench.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes that look like functions of x86-64: to a compressor, not to a processor. */
final class MachineCode {
  /** Beginnings of instructions; the frequent ones come first. */
  private static final int[][] OPCODES = {
    {0x48, 0x8b}, {0x48, 0x89}, {0x8b}, {0x89}, {0x48, 0x8d}, {0x83}, {0x48, 0x83}, {0x0f, 0xb6},
    {0x48, 0x85}, {0x31}, {0x39}, {0x4c, 0x89}, {0x49, 0x8b}, {0x41, 0x8b}, {0xc7}, {0x01},
    {0x4c, 0x8b}, {0x80}, {0x66, 0x89}, {0xf3, 0x0f, 0x10}, {0x44, 0x89}, {0x0f, 0xaf}, {0x41, 0x89}
  };

  private static final int[] PROLOGUE = {0x41, 0x57, 0x41, 0x56, 0x55, 0x53, 0x48, 0x83, 0xec};
  private static final int[] EPILOGUE = {0x5b, 0x5d, 0x41, 0x5e, 0x41, 0x5f, 0xc3};
  private static final int LONGEST = 16;
  private static final int FUNCTIONS = 900;

  private final Chance chance;
  private final ByteBuffer code;

  private MachineCode(Chance chance, int bytes) {
    this.chance = chance;
    code = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] of(Chance chance, int bytes) {
    var made = new MachineCode(chance, bytes);
    while (made.code.remaining() > 4 * LONGEST) {
      made.function();
    }
    return made.code.array();
  }

  private void function() {
    put(PROLOGUE);
    code.put((byte) (8 * (1 + chance.small(15))));
    for (int left = 8 + chance.below(70); left > 0 && code.remaining() > 3 * LONGEST; left--) {
      instruction();
    }
    put(EPILOGUE);
    while (code.position() % LONGEST != 0) {
      code.put((byte) 0x90);
    }
  }

  private void instruction() {
    switch (chance.below(16)) {
      case 0, 1 -> call();
      case 2, 3 -> jump();
      case 4 -> constant();
      case 5 -> again();
      default -> operation();
    }
  }

  /** To one of some functions, mostly to a few, as far as it is from here. */
  private void call() {
    int target = chance.small(FUNCTIONS) * 1264 % Math.max(LONGEST, code.capacity()) & -LONGEST;
    code.put((byte) 0xe8).putInt(target - code.position());
  }

  private void jump() {
    code.put((byte) (0x70 + chance.small(16))).put((byte) (3 * chance.small(42)));
  }

  private void constant() {
    code.put((byte) (0xb8 + chance.below(8)))
        .putInt(chance.oneIn(6) ? (int) chance.next() : chance.small(4096));
  }

  /** As compilers do: what stood somewhere before, with the same registers. */
  private void again() {
    int bytes = Math.min(code.position(), 6 + chance.below(20));
    int from = chance.below(code.position() - bytes + 1);
    code.put(code.array(), from, Math.min(bytes, LONGEST + 8));
  }

  private void operation() {
    put(OPCODES[chance.small(OPCODES.length)]);
    code.put((byte) (0x40 + 5 * chance.small(25)));
    if (chance.below(4) != 0) {
      code.put((byte) (8 * chance.small(31)));
    }
  }

  private void put(int[] bytes) {
    for (int one : bytes) {
      code.put((byte) one);
    }
  }
}
