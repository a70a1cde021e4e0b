package io.novacron.init;

/**
 * Something that a node starts and stops: a part of it, or of an application that embeds one. It is
 * called in a virtual thread of its own, so it may block; no two calls overlap.
 */
public interface Component {
  /** What the boot has to know of it; always the same. */
  ComponentSpec spec();

  /**
   * Starts it and returns when it does its work. Called again after a failure or a stop, and
   * interrupted when its deadline has passed or it is to stop: what it had begun is to be undone
   * then.
   *
   * @param reports to be told, from any thread, when it does not serve any more after it was up
   * @throws Exception when it cannot start; its message is what its operator reads
   */
  void start(Reports reports) throws Exception;

  /** Whether to try again is of no use: it has to be put right by its operator first. */
  default boolean isLasting(Throwable failure) {
    return false;
  }

  /** Stops it, also when it is not up, and returns when nothing of it is left. */
  void stop() throws Exception;
}
