package io.novacron.vm;

/**
 * What a simulated guest does all day.
 *
 * @param seed of its random numbers: the same seed writes the same pages
 * @param workingSetMiB how much of its memory it touches at start and goes on dirtying, MiB
 * @param dirtyPagesPerSecond how many 4 KiB pages of the working set it rewrites a second
 */
public record Workload(long seed, int workingSetMiB, int dirtyPagesPerSecond) {
  public static final Workload IDLE = new Workload(0, 0, 0);
}
