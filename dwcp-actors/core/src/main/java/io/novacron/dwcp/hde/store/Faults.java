package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a disk does wrong, in the ways that Java tells of it, as one kind of failure. */
final class Faults {
  private Faults() {}

  /** Work on files. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does it. A disk that fails under a mapping is an {@link InternalError}, thrown when the thread
   * next leaves compiled code; so {@code work} is to end with a call of the system.
   *
   * @throws StoreException {@code IO}, or what {@code work} has thrown
   */
  static <T> T tell(String doing, Work<T> work) throws StoreException {
    try {
      return work.run();
    } catch (StoreException e) {
      throw e;
    } catch (IOException | UncheckedIOException | InternalError e) {
      throw new StoreException(StoreException.Kind.IO, doing + " failed: " + e.getMessage(), e);
    }
  }
}
