package io.novacron.doctor;

/**
 * One thing that was looked at.
 *
 * @param check name of the check that looked, one for several findings
 * @param level how it bears on a node
 * @param measured what was seen, with its unit
 * @param remedy what to do about it, a command where there is one; empty when it is {@link
 *     Level#OK}
 */
public record Finding(String check, Level level, String measured, String remedy) {

  /** As it should be. */
  public static Finding ok(String check, String measured) {
    return new Finding(check, Level.OK, measured, "");
  }

  /** Worse than it could be. */
  public static Finding warning(String check, String measured, String remedy) {
    return new Finding(check, Level.WARNING, measured, remedy);
  }

  /** In the way of a node. */
  public static Finding fault(String check, String measured, String remedy) {
    return new Finding(check, Level.FAULT, measured, remedy);
  }

  /** Whether a node can start in spite of it. */
  public boolean allowsStart() {
    return level != Level.FAULT;
  }
}
