package io.novacron.dwcp.hde;

import java.util.Arrays;

/**
 * Which bytes of a region are in the base, and by how much they have moved: in order, without
 * overlaps. Used again for the next region.
 */
final class Moves {
  /** Shorter ones cost more than they save. */
  static final int SHORTEST = 16;

  private int[] starts = new int[1 << 10];
  private int[] ends = new int[1 << 10];
  private long[] distances = new long[1 << 10];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Where the last one ends; 0 for none. */
  int end() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** From the beginning of the region, bytes. */
  int start(int move) {
    return starts[move];
  }

  int end(int move) {
    return ends[move];
  }

  /** Address in the base less that in the image. */
  long distance(int move) {
    return distances[move];
  }

  /** Adds one, which takes the place of those that it covers and begins after the others. */
  void add(int start, int end, long distance) {
    while (count > 0 && starts[count - 1] >= start) {
      count--;
    }
    int from = count == 0 ? start : Math.max(start, ends[count - 1]);
    if (end - from >= SHORTEST) {
      append(from, end, distance);
    }
  }

  private void append(int start, int end, long distance) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      distances = Arrays.copyOf(distances, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    distances[count] = distance;
    count++;
  }

  /** The first that ends after {@code at}. */
  int after(int at) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
