package io.novacron.dwcp.hde.stream;

import org.jspecify.annotations.Nullable;

/** A place in the grammar of a stream: what may come next, and what after it. */
@FunctionalInterface
public interface Step {
  /**
   * Says one record, at least one byte, and moves {@code piece} behind it.
   *
   * @return what comes next, or null if not all of the record is there; then nothing was said
   * @throws NotUnderstoodException if it is no record that is known here; nothing was said
   */
  @Nullable Step take(Piece piece, Teller teller) throws NotUnderstoodException;
}
