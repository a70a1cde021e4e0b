package kanela.agent.bootstrap.log;

import org.slf4j.LoggerFactory;

/**
 * What woven classes call when measuring fails; they go on without. Kamon's agent has a class of
 * this name, which it puts into a JVM that it changes; nodes have no agent.
 */
public final class LoggerHandler {
  private LoggerHandler() {}

  /** Says what went wrong. */
  public static void error(String message, Throwable cause) {
    LoggerFactory.getLogger("kamon").warn(message, cause);
  }
}
