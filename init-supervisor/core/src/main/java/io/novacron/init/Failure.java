package io.novacron.init;

/**
 * Why a component does not work.
 *
 * @param lasting whether to try again is of no use
 */
public record Failure(String reason, boolean lasting) {
  /** One that may pass. */
  public static Failure passing(String reason) {
    return new Failure(reason, false);
  }
}
