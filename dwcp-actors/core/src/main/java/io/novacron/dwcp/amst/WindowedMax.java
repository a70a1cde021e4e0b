package io.novacron.dwcp.amst;

import java.util.Arrays;

/**
 * The largest value of the last while, in constant memory: the while is cut into ten slices of time
 * and each keeps its maximum, so a value lives for nine to ten tenths of it. Nothing expires by
 * itself: without new values the old maximum stays, since nothing speaks against it.
 */
final class WindowedMax {
  private static final int SLICES = 10;

  private final long[] maxima = new long[SLICES];
  private long newestSlice;

  /** Takes a value, not negative, seen at {@code nowNanos} when values live {@code spanNanos}. */
  void add(long value, long nowNanos, long spanNanos) {
    forgetUntil(nowNanos / Math.max(1, spanNanos / SLICES));
    int slot = (int) Math.floorMod(newestSlice, (long) SLICES);
    maxima[slot] = Math.max(maxima[slot], value);
  }

  /** The largest value that is still alive; 0 without any. */
  long get() {
    return Arrays.stream(maxima).max().orElse(0);
  }

  private void forgetUntil(long slice) {
    long steps = Math.min(SLICES, Math.max(0, slice - newestSlice));
    for (long i = 1; i <= steps; i++) {
      maxima[(int) Math.floorMod(newestSlice + i, (long) SLICES)] = 0;
    }
    newestSlice = steps == SLICES ? slice : newestSlice + steps;
  }
}
