package kanela.agent.libs.net.bytebuddy.dynamic;

/**
 * What woven classes call when they are initialized, to have the agent that changed them do the
 * rest. Ahead of time nothing is left to be done: their helpers are defined with them.
 */
public final class Nexus {
  private Nexus() {}

  /** Does nothing; called by reflection. */
  public static void initialize(Class<?> type, int identification) {}
}
