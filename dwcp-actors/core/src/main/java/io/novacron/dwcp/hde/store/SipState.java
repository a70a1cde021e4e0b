package io.novacron.dwcp.hde.store;

/** The state of one SipHash-2-4; two rounds a word, four at the end. */
final class SipState {
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  SipState(long low, long high) {
    v0 = low ^ 0x736F6D6570736575L;
    v1 = high ^ 0x646F72616E646F6DL;
    v2 = low ^ 0x6C7967656E657261L;
    v3 = high ^ 0x7465646279746573L;
  }

  void mix(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  long finish() {
    v2 ^= 0xFF;
    for (int i = 0; i < 4; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 = Long.rotateLeft(v2, 32);
  }
}
