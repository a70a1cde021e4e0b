package io.novacron.dwcp.hde.store;

import java.util.List;

/**
 * What became of reading everything.
 *
 * @param sound entries that are as they were kept
 * @param readBytes of images, up to what is damaged
 * @param damaged all others
 */
public record Verification(int sound, long readBytes, List<Damage> damaged) {
  /** Takes a copy. */
  public Verification {
    damaged = List.copyOf(damaged);
  }

  /** Whether everything is as it was kept. */
  public boolean isSound() {
    return damaged.isEmpty();
  }
}
