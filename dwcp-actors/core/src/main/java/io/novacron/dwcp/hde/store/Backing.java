package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.InstantSource;

/** Where the bytes of a draft are, and how they come to be a file of an entry. */
sealed interface Backing extends AutoCloseable permits OwnFile, EntryCopy {
  /** Margin and image, mapped; the margin is zero at first. */
  MemorySegment bytes();

  /**
   * Has all of it in the draft's file and on the disk, but for the name.
   *
   * @param time asked once all digests are known
   */
  EntryHead seal(Label label, InstantSource time) throws IOException;

  /** Takes the mapping away; the file stays. */
  @Override
  void close();
}
